package io.sinestream.model.sine;

import io.sinestream.model.sine.SineSettings.AttentionNorm;
import io.sinestream.model.sine.SineSettings.Beta;
import io.sinestream.model.sine.SineSettings.Fusion;
import io.sinestream.model.sine.SineSettings.Gap;
import io.sinestream.model.sine.SineSettings.Negatives;
import io.sinestream.model.sine.SineSettings.PadSink;
import io.sinestream.model.sine.SineSettings.Reduction;
import io.sinestream.model.sine.SineSettings.Targets;
import java.util.List;
import java.util.stream.Stream;

/** The named settings: three readings of SINE and the ablations of the paper's table 3, these on top of the default. */
final class SineProfiles {
    private static final double RELEASED_EPS = 1e-8;
    private static final double RELEASED_DROPOUT = 0.5;
    /** One pass hardly learns by itself that tastes drift; measured in integration-tests/EVIDENCE.md. */
    private static final double RECENCY = 0.05;

    private SineProfiles() {}

    static List<SineSettings> all() {
        return Stream.of(
                        streaming(),
                        reference(),
                        paper(),
                        sasrec(),
                        sasrecN(),
                        withoutFusion(),
                        withoutFusionMaximum(),
                        withoutNegativeFeedback())
                .map(SineSettingsBuilder::build)
                .toList();
    }

    static SineSettingsBuilder streaming() {
        return new SineSettingsBuilder(new SineSettings(
                "streaming",
                32,
                50,
                3,
                1,
                1,
                true,
                AttentionNorm.PRE_QUERY,
                true,
                true,
                PadSink.NONE,
                Fusion.SIGMOID_SHARE,
                Gap.FUSED,
                Beta.OFF,
                1,
                1,
                Reduction.MEAN_PER_TERM,
                1,
                1,
                1,
                false,
                0,
                0,
                Targets.LAST,
                Negatives.RANDOM,
                false,
                RELEASED_EPS,
                1,
                RECENCY));
    }

    static SineSettingsBuilder reference() {
        return streaming()
                .profile("reference")
                .dimension(50)
                .window(200)
                .interests(3)
                .blocks(2)
                .padSink(PadSink.WINDOW)
                .fusion(Fusion.SOFTMAX)
                .dropout(RELEASED_DROPOUT)
                .targets(Targets.ALL)
                .uniformBiases(true)
                .recency(0)
                .itemRate(0);
    }

    static SineSettingsBuilder paper() {
        return streaming()
                .profile("paper")
                .dimension(50)
                .window(200)
                .interests(2)
                .scaleEmbedding(false)
                .attentionNorm(AttentionNorm.POST)
                .outputProjection(false)
                .finalNorm(false)
                .beta(Beta.LAST_INTENT)
                .betaMatch(0.7)
                .betaOther(0.3)
                .reduction(Reduction.SUM)
                .lambda1(0.5)
                .lambda2(0.3)
                .lambda3(0.2)
                .dropout(RELEASED_DROPOUT)
                .targets(Targets.ALL)
                .recency(0)
                .itemRate(0);
    }

    /** One sub-interest and no use of skips; its prototype stays, as an element-wise gate of o (eq. 11). */
    static SineSettingsBuilder sasrec() {
        return streaming()
                .profile("sasrec")
                .interests(1)
                .lambda2(0)
                .lambda3(0)
                .recency(0)
                .itemRate(0);
    }

    /** The same with skips among the sampled negatives. */
    static SineSettingsBuilder sasrecN() {
        return sasrec().profile("sasrec-n").negatives(Negatives.RANDOM_OR_SKIP);
    }

    /** "w/o AF" as the released code computes it: the sum scores, the largest gap meets the skip. */
    static SineSettingsBuilder withoutFusion() {
        return streaming().profile("without-fusion").fusion(Fusion.SUM).gap(Gap.MAX);
    }

    /** "w/o AF" as the paper describes it: one sub-interest is active. */
    static SineSettingsBuilder withoutFusionMaximum() {
        return streaming().profile("without-fusion-maximum").fusion(Fusion.MAX);
    }

    /** "w/o NF": skips are not learned from. */
    static SineSettingsBuilder withoutNegativeFeedback() {
        return streaming().profile("without-negative-feedback").lambda2(0).itemRate(0);
    }
}
