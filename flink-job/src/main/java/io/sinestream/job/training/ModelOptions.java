package io.sinestream.job.training;

import io.sinestream.model.sine.SineSettings;
import io.sinestream.model.sine.SineSettingsBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.ReadableConfig;

/** What the model is: a profile, and the switches that override it. */
public final class ModelOptions {
    private static final double BETA_MATCH = 0.7;
    private static final double BETA_OTHER = 0.3;

    public static final ConfigOption<String> PROFILE = ConfigOptions.key("model.profile")
            .stringType()
            .defaultValue("streaming")
            .withDescription("Named settings to start from: streaming, reference (the released code), paper, sasrec,"
                    + " sasrec-n, without-fusion, without-fusion-maximum or without-negative-feedback.");

    public static final ConfigOption<Integer> WIDTH = ConfigOptions.key("model.width")
            .intType()
            .noDefaultValue()
            .withDescription("D, length of every vector, 2 to 1024; by profile. Raising it costs memory and time.");

    public static final ConfigOption<Integer> WINDOW = ConfigOptions.key("model.window")
            .intType()
            .noDefaultValue()
            .withDescription("L, effective views of a user that are remembered and encoded; by profile.");

    public static final ConfigOption<Integer> SUB_INTERESTS = ConfigOptions.key("model.sub-interests")
            .intType()
            .noDefaultValue()
            .withDescription("K, vectors per user, 1 to 10; by profile.");

    public static final ConfigOption<Integer> BLOCKS = ConfigOptions.key("model.blocks")
            .intType()
            .noDefaultValue()
            .withDescription("Attention blocks, 1 to 3; by profile. One learns fastest in one pass.");

    public static final ConfigOption<Integer> HEADS = ConfigOptions.key("model.heads")
            .intType()
            .noDefaultValue()
            .withDescription("Attention heads, a divisor of the width; by profile.");

    public static final ConfigOption<SineSettings.Fusion> FUSION = ConfigOptions.key("model.fusion")
            .enumType(SineSettings.Fusion.class)
            .noDefaultValue()
            .withDescription("How K scores become one: sigmoid_share, softmax, sum or max; by profile.");

    public static final ConfigOption<SineSettings.Beta> BETA = ConfigOptions.key("model.beta")
            .enumType(SineSettings.Beta.class)
            .noDefaultValue()
            .withDescription(
                    "Whether attention weighs views of the same intent, that is nearest prototype, otherwise than"
                            + " others: off, last_intent (the intent of the last view, as in the paper) or next_intent (of the"
                            + " view to come, as in the released code, in training only); by profile.");

    public static final ConfigOption<Double> LAMBDA1 = ConfigOptions.key("model.lambda1")
            .doubleType()
            .noDefaultValue()
            .withDescription("Weight of target against random item, at least 0; by profile.");

    public static final ConfigOption<Double> LAMBDA2 = ConfigOptions.key("model.lambda2")
            .doubleType()
            .noDefaultValue()
            .withDescription("Weight of target against skip, at least 0; by profile. Raising it separates views from"
                    + " skips better and views from random items worse; retrieval wants it lower than ranking.");

    public static final ConfigOption<Double> LAMBDA3 = ConfigOptions.key("model.lambda3")
            .doubleType()
            .noDefaultValue()
            .withDescription("Weight of the distance correlation between prototypes, at least 0; by profile.");

    public static final ConfigOption<Double> DROPOUT = ConfigOptions.key("model.dropout")
            .doubleType()
            .noDefaultValue()
            .withDescription("Probability of dropping an activation in training, 0 to below 1; by profile.");

    public static final ConfigOption<Double> ITEM_RATE = ConfigOptions.key("model.item-rate")
            .doubleType()
            .noDefaultValue()
            .withDescription(
                    "Weight of an item's own part of its scores, whoever the user is: the log-odds of its share of effective"
                            + " views beyond that of all items, counted as they come. It is the last number of the item's vector, and"
                            + " this weight the last of every user vector, so rankers do nothing for it. At least 0, 0 for none, up to"
                            + " 2 where users have few views; by profile.");

    public static final ConfigOption<Double> RECENCY = ConfigOptions.key("model.recency")
            .doubleType()
            .noDefaultValue()
            .withDescription("How much less each older view of a window counts from the first step on, taken from its"
                    + " attention logit per position; at least 0, 0 leaves it to learning; by profile. Raising it forgets"
                    + " old tastes faster.");

    private ModelOptions() {}

    /** @throws IllegalConfigurationException when a value is out of bounds or two do not go together */
    public static SineSettings settings(ReadableConfig config) {
        try {
            SineSettingsBuilder model = SineSettings.profile(config.get(PROFILE)).toBuilder();
            model = override(config, WIDTH, model, SineSettingsBuilder::dimension);
            model = override(config, WINDOW, model, SineSettingsBuilder::window);
            model = override(config, SUB_INTERESTS, model, SineSettingsBuilder::interests);
            model = override(config, BLOCKS, model, SineSettingsBuilder::blocks);
            model = override(config, HEADS, model, SineSettingsBuilder::heads);
            model = override(config, FUSION, model, SineSettingsBuilder::fusion);
            model = override(config, BETA, model, ModelOptions::weighted);
            model = override(config, LAMBDA1, model, SineSettingsBuilder::lambda1);
            model = override(config, LAMBDA2, model, SineSettingsBuilder::lambda2);
            model = override(config, LAMBDA3, model, SineSettingsBuilder::lambda3);
            model = override(config, DROPOUT, model, SineSettingsBuilder::dropout);
            model = override(config, ITEM_RATE, model, SineSettingsBuilder::itemRate);
            model = override(config, RECENCY, model, SineSettingsBuilder::recency);
            return model.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalConfigurationException("model." + inOptionsWords(e), e);
        }
    }

    /** Three switches have other names here than in the model. */
    private static String inOptionsWords(IllegalArgumentException e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("^dimension\\b", "width")
                .replaceFirst("^itemRate\\b", "item-rate")
                .replaceFirst("^interests\\b", "sub-interests");
    }

    /** The options, as text by key, that say these settings as far as options can. */
    public static Map<String, String> of(SineSettings model) {
        Map<String, String> options = new TreeMap<>();
        options.put(PROFILE.key(), model.profile());
        options.put(WIDTH.key(), Integer.toString(model.dimension()));
        options.put(WINDOW.key(), Integer.toString(model.window()));
        options.put(SUB_INTERESTS.key(), Integer.toString(model.interests()));
        options.put(BLOCKS.key(), Integer.toString(model.blocks()));
        options.put(HEADS.key(), Integer.toString(model.heads()));
        options.put(FUSION.key(), model.fusion().name());
        options.put(BETA.key(), model.beta().name());
        options.put(LAMBDA1.key(), Double.toString(model.lambda1()));
        options.put(LAMBDA2.key(), Double.toString(model.lambda2()));
        options.put(LAMBDA3.key(), Double.toString(model.lambda3()));
        options.put(DROPOUT.key(), Double.toString(model.dropout()));
        options.put(ITEM_RATE.key(), Double.toString(model.itemRate()));
        options.put(RECENCY.key(), Double.toString(model.recency()));
        return options;
    }

    private static SineSettingsBuilder weighted(SineSettingsBuilder model, SineSettings.Beta beta) {
        return beta == SineSettings.Beta.OFF
                ? model.beta(beta)
                : model.beta(beta).betaMatch(BETA_MATCH).betaOther(BETA_OTHER);
    }

    private static <T> SineSettingsBuilder override(
            ReadableConfig config,
            ConfigOption<T> option,
            SineSettingsBuilder model,
            BiFunction<SineSettingsBuilder, T, SineSettingsBuilder> setter) {
        return config.getOptional(option)
                .map(value -> setter.apply(model, value))
                .orElse(model);
    }
}
