package io.sinestream.model.sine;

import static io.sinestream.model.sine.Settings.between;
import static io.sinestream.model.sine.Settings.notNegative;
import static io.sinestream.model.sine.Settings.positive;
import static io.sinestream.model.sine.Settings.within;

import io.sinestream.model.Mix;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hyper-parameters and switches of a SINE model: sizes, and which of the readings of the paper and its released code are
 * computed. A named profile sets them all; {@link #toBuilder} overrides one at a time.
 *
 * @param profile name of the profile the settings started from; no part of {@link #hash}
 * @param dimension D, width of every vector, at least 2
 * @param window L, positions of the history, at least 1
 * @param interests K, sub-interests, 1 to 10
 * @param blocks attention blocks, 1 to 3
 * @param heads attention heads; divides D
 * @param scaleEmbedding item vectors enter the encoder times √D (eq. 1 of the code; the paper has none)
 * @param attentionNorm which side of the attention is normalised (eq. 6, 10)
 * @param outputProjection a matrix Wo after the attention (the code only)
 * @param finalNorm a layer norm after the last block (the code only)
 * @param padSink whether the empty positions of the window take part in the softmax (eq. 7)
 * @param fusion how sub-interests share a score (eq. 12 to 14)
 * @param gap what the second loss compares (eq. 15)
 * @param beta which intent weights the attention (eq. 4, 5, 8, 9)
 * @param betaMatch weight of a history item with the same intent, β1, above 0
 * @param betaOther weight of any other history item, β2, at least 0
 * @param reduction how the losses of a batch are added up (eq. 15)
 * @param lambda1 weight of L1, target against a random item, at least 0
 * @param lambda2 weight of L2, target against its skip, at least 0
 * @param lambda3 weight of the distance correlation between prototypes, at least 0
 * @param scaleDcorWithBatch whether lambda3 is multiplied by B/128, so that it weighs the same per example at any batch
 * @param embeddingNorm weight of the Frobenius norm of the item vectors (eq. 16), at least 0
 * @param dropout probability of dropping an activation in training, in [0, 1)
 * @param targets which rows of a window are trained
 * @param negatives where the item that L1 compares with comes from
 * @param uniformBiases biases of the feed-forward and the fusion start uniform, as torch leaves them, and not at 0
 * @param lnEps added to the variance inside the root of a layer norm, above 0
 * @param itemRate weight of an item's own part of every score, whoever the user is: the log-odds of its share of effective
 *     views beyond that of all items. The last number of every õ_k is this constant and the last number of an item's vector
 *     is {@link Popularity#logOdds counted}, not learned by gradient; the rest learns what is left. An addition to SINE; 0 for
 *     none, and the last numbers are learned as the others are
 * @param recency taken from an attention logit for each position between a history item and the window's end, as by the
 *     linear biases of Press et al. (ICLR 2022): what was watched lately counts more from the first step on; 0 for none
 */
public record SineSettings(
        String profile,
        int dimension,
        int window,
        int interests,
        int blocks,
        int heads,
        boolean scaleEmbedding,
        AttentionNorm attentionNorm,
        boolean outputProjection,
        boolean finalNorm,
        PadSink padSink,
        Fusion fusion,
        Gap gap,
        Beta beta,
        double betaMatch,
        double betaOther,
        Reduction reduction,
        double lambda1,
        double lambda2,
        double lambda3,
        boolean scaleDcorWithBatch,
        double embeddingNorm,
        double dropout,
        Targets targets,
        Negatives negatives,
        boolean uniformBiases,
        double lnEps,
        double itemRate,
        double recency) {
    /** Most sub-interests a model may have. */
    public static final int MAX_INTERESTS = 10;
    /** Most attention blocks a model may have. */
    public static final int MAX_BLOCKS = 3;

    /** Which side of the attention is normalised. */
    public enum AttentionNorm {
        /** The released code: only the query and the residual are normalised, before the attention. */
        PRE_QUERY,
        /** The paper: nothing before the attention, the sum with the residual after it. */
        POST
    }

    /** What the empty positions in front of a short history do. */
    public enum PadSink {
        /** Nothing: the result does not depend on the window's length. */
        NONE,
        /** Each takes a share of the attention with logit 0 and value 0, as padding does in the released code. */
        WINDOW
    }

    /** How the K scores of an item become one. */
    public enum Fusion {
        /** Eq. 12 and 13: sigmoids over their sum; the shares depend on the item. */
        SIGMOID_SHARE,
        /** The released code: a softmax over k, in which the item cancels, so that one vector stands for the user. */
        SOFTMAX,
        /** The released code without adaptive fusion: the plain sum, which grows with K. */
        SUM,
        /** The paper without adaptive fusion: the one sub-interest that scores highest. */
        MAX
    }

    /** What the second loss compares. */
    public enum Gap {
        /** The fused scores of target and skip. */
        FUSED,
        /** The largest gap between target and skip over the sub-interests. */
        MAX
    }

    /** Which intent weights the attention. */
    public enum Beta {
        /** None, as in the released runs. */
        OFF,
        /** Eq. 8: the intent of the last effective view, in training and in serving. */
        LAST_INTENT,
        /** The released code: the intent of the very target, hence in training only. */
        NEXT_INTENT
    }

    /** How the losses of a batch are added up. */
    public enum Reduction {
        /** L1 over its targets, L2 over the targets that have a skip: λ2 does not depend on how many have one. */
        MEAN_PER_TERM,
        /** Eq. 15: sums. */
        SUM,
        /** Both over the number of targets. */
        PER_TARGET
    }

    /** Which rows of a window are trained. */
    public enum Targets {
        /** The last, which sits where serving has it; the other queries of the last block are not computed. */
        LAST,
        /** All, as in the released code: each predicts the item after it. */
        ALL
    }

    /** Where the item that L1 compares with comes from. */
    public enum Negatives {
        /** A random item. */
        RANDOM,
        /** A random item or, where the target has a skip before it, that skip with even odds (SASRec-N). */
        RANDOM_OR_SKIP
    }

    public SineSettings {
        between("dimension", dimension, 2, 1024);
        between("window", window, 1, 10_000);
        between("interests", interests, 1, MAX_INTERESTS);
        between("blocks", blocks, 1, MAX_BLOCKS);
        between("heads", heads, 1, dimension);
        if (dimension % heads != 0) {
            throw new IllegalArgumentException("heads = " + heads + ": must divide dimension " + dimension
                    + "; choose 1 or make the dimension a multiple of it");
        }
        positive("betaMatch", betaMatch);
        notNegative("betaOther", betaOther);
        notNegative("lambda1", lambda1);
        notNegative("lambda2", lambda2);
        notNegative("lambda3", lambda3);
        notNegative("embeddingNorm", embeddingNorm);
        positive("lnEps", lnEps);
        within("dropout", dropout, 0, 1);
        notNegative("itemRate", itemRate);
    }

    /** The default: one block, one target per event, nothing that depends on the window's length. */
    public static SineSettings streaming() {
        return SineProfiles.streaming().build();
    }

    /** The released code with its defaults. */
    public static SineSettings reference() {
        return SineProfiles.reference().build();
    }

    /** The equations as printed, one block, K = 2 as the paper found best on Kuaishou. */
    public static SineSettings paper() {
        return SineProfiles.paper().build();
    }

    /** SASRec: one sub-interest and no use of skips. */
    public static SineSettings sasrec() {
        return SineProfiles.sasrec().build();
    }

    /** SASRec-N: the same with skips among the sampled negatives. */
    public static SineSettings sasrecN() {
        return SineProfiles.sasrecN().build();
    }

    /** "w/o AF" as the released code computes it: the sum scores, the largest gap meets the skip. */
    public static SineSettings withoutFusion() {
        return SineProfiles.withoutFusion().build();
    }

    /** "w/o AF" as the paper describes it: one sub-interest is active. */
    public static SineSettings withoutFusionMaximum() {
        return SineProfiles.withoutFusionMaximum().build();
    }

    /** "w/o NF": skips are not learned from. */
    public static SineSettings withoutNegativeFeedback() {
        return SineProfiles.withoutNegativeFeedback().build();
    }

    /** Every profile, the default first. */
    public static List<SineSettings> profiles() {
        return SineProfiles.all();
    }

    /**
     * The profile of that name.
     *
     * @throws IllegalArgumentException for an unknown name; the message lists those there are
     */
    public static SineSettings profile(String name) {
        return profiles().stream()
                .filter(settings -> settings.profile().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("profile is " + name + ", must be one of "
                        + profiles().stream().map(SineSettings::profile).toList() + ": correct the name"));
    }

    /** A builder that starts from these settings. */
    public SineSettingsBuilder toBuilder() {
        return new SineSettingsBuilder(this);
    }

    /** Whether sub-interests share a score by learned weights, so that W and b exist. */
    public boolean sharesScore() {
        return fusion == Fusion.SIGMOID_SHARE || fusion == Fusion.SOFTMAX;
    }

    /** Every switch but the profile's name, as text, by name. */
    public SortedMap<String, String> switches() {
        SortedMap<String, String> switches = new TreeMap<>();
        for (RecordComponent component : SineSettings.class.getRecordComponents()) {
            try {
                switches.put(
                        component.getName(),
                        String.valueOf(component.getAccessor().invoke(this)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read switch " + component.getName(), e);
            }
        }
        switches.remove("profile");
        return switches;
    }

    /** Sixteen hex digits that are equal for equal switches, whatever the profile is called. */
    public String hash() {
        return String.format(Locale.ROOT, "%016x", Mix.seed(0, switches().toString()));
    }
}
