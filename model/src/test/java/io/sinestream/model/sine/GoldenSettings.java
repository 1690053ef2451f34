package io.sinestream.model.sine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sinestream.model.sine.SineSettings.AttentionNorm;
import io.sinestream.model.sine.SineSettings.Beta;
import io.sinestream.model.sine.SineSettings.Fusion;
import io.sinestream.model.sine.SineSettings.Gap;
import io.sinestream.model.sine.SineSettings.PadSink;
import io.sinestream.model.sine.SineSettings.Reduction;
import io.sinestream.model.sine.SineSettings.Targets;
import java.util.Locale;

/** Settings from the configuration and the switches of a golden file. */
final class GoldenSettings {
    private GoldenSettings() {}

    static SineSettings of(JsonNode config, JsonNode switches) {
        if (!switches.path("dcor").asText("sum_pairs").equals("sum_pairs")
                || config.path("dropout").asDouble() != 0) {
            throw new IllegalArgumentException("dcor is " + switches.path("dcor") + " and dropout "
                    + config.path("dropout") + ": expected sum_pairs and 0");
        }
        return SineSettings.reference().toBuilder()
                .profile("golden")
                .dimension(config.get("D").asInt())
                .window(config.get("L").asInt())
                .interests(config.get("K").asInt())
                .blocks(config.get("blocks").asInt())
                .heads(config.get("heads").asInt())
                .scaleEmbedding(switches.get("scale_embedding").asBoolean())
                .attentionNorm(AttentionNorm.valueOf(upper(switches, "attention_norm")))
                .outputProjection(switches.get("output_projection").asBoolean())
                .finalNorm(switches.get("final_norm").asBoolean())
                .padSink(padSink(upper(switches, "pad_keys")))
                .fusion(Fusion.valueOf(upper(switches, "fusion")))
                .gap(gap(upper(switches, "gap")))
                .beta(Beta.valueOf(upper(switches, "beta")))
                .betaMatch(switches.get("beta_match").asDouble())
                .betaOther(switches.get("beta_other").asDouble())
                .reduction(reduction(upper(switches, "reduction")))
                .lambda1(switches.get("lambda1").asDouble())
                .lambda2(switches.get("lambda2").asDouble())
                .lambda3(switches.get("lambda3").asDouble())
                .embeddingNorm(switches.get("l2_emb").asDouble())
                .lnEps(switches.get("ln_eps").asDouble())
                .dropout(0)
                .targets(Targets.ALL)
                .build();
    }

    private static String upper(JsonNode switches, String name) {
        return switches.get(name).asText().toUpperCase(Locale.ROOT);
    }

    private static PadSink padSink(String name) {
        return switch (name) {
            case "ZERO_SINK" -> PadSink.WINDOW;
            case "MASKED" -> PadSink.NONE;
            default -> throw new IllegalArgumentException("pad_keys is " + name);
        };
    }

    private static Gap gap(String name) {
        return switch (name) {
            case "FUSED" -> Gap.FUSED;
            case "MAX_GAP" -> Gap.MAX;
            default -> throw new IllegalArgumentException("gap is " + name);
        };
    }

    private static Reduction reduction(String name) {
        return name.equals("MEAN") ? Reduction.MEAN_PER_TERM : Reduction.valueOf(name);
    }
}
