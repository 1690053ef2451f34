package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.model.sine.SineSettings.Fusion;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SineSettingsTest {
    static Stream<Arguments> outOfRange() {
        return Stream.of(
                refused("dimension = 1:", b -> b.dimension(1)),
                refused("dimension = 1025:", b -> b.dimension(1025)),
                refused("window = 0:", b -> b.window(0)),
                refused("interests = 0:", b -> b.interests(0)),
                refused("interests = 11:", b -> b.interests(11)),
                refused("blocks = 4:", b -> b.blocks(4)),
                refused("heads = 5:", b -> b.heads(5)),
                refused("lambda1 = -0.1:", b -> b.lambda1(-0.1)),
                refused("lambda2 = NaN:", b -> b.lambda2(Double.NaN)),
                refused("lambda3 = Infinity:", b -> b.lambda3(Double.POSITIVE_INFINITY)),
                refused("embeddingNorm = -1.0:", b -> b.embeddingNorm(-1)),
                refused("betaMatch = 0.0:", b -> b.betaMatch(0)),
                refused("betaOther = -1.0:", b -> b.betaOther(-1)),
                refused("lnEps = 0.0:", b -> b.lnEps(0)),
                refused("dropout = 1.0:", b -> b.dropout(1)));
    }

    private static Arguments refused(String message, UnaryOperator<SineSettingsBuilder> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outOfRange")
    void refusesWithNameValueAndRange(String message, UnaryOperator<SineSettingsBuilder> change) {
        SineSettingsBuilder builder = change.apply(SineSettings.streaming().toBuilder());
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("must");
    }

    @Test
    void takesTheEndsOfEachRange() {
        SineSettings settings = SineSettings.streaming().toBuilder()
                .dimension(1024)
                .heads(1024)
                .interests(10)
                .blocks(3)
                .window(1)
                .dropout(0.999)
                .build();
        assertThat(settings.interests()).isEqualTo(10);
    }

    @Test
    void profilesAreFoundByTheirNames() {
        assertThat(SineSettings.profiles())
                .extracting(SineSettings::profile)
                .containsExactly(
                        "streaming",
                        "reference",
                        "paper",
                        "sasrec",
                        "sasrec-n",
                        "without-fusion",
                        "without-fusion-maximum",
                        "without-negative-feedback");
        assertThat(SineSettings.profile("paper")).isEqualTo(SineSettings.paper());
        assertThatThrownBy(() -> SineSettings.profile("sine"))
                .hasMessageStartingWith("profile is sine, must be one of [streaming, ");
    }

    @Test
    void ablationsDifferFromTheDefaultInWhatTheyAreNamedFor() {
        assertThat(SineSettings.withoutNegativeFeedback().lambda2()).isZero();
        assertThat(SineSettings.sasrec().interests()).isEqualTo(1);
        assertThat(SineSettings.sasrecN().negatives()).isEqualTo(SineSettings.Negatives.RANDOM_OR_SKIP);
        assertThat(SineSettings.withoutFusion().fusion()).isEqualTo(Fusion.SUM);
        assertThat(SineSettings.withoutFusionMaximum().fusion()).isEqualTo(Fusion.MAX);
    }

    @Test
    void hashTellsSwitchesApartAndNotNames() {
        SineSettings settings = SineSettings.streaming();
        assertThat(settings.toBuilder().profile("mine").build().hash()).isEqualTo(settings.hash());
        assertThat(SineSettings.profiles()).extracting(SineSettings::hash).doesNotHaveDuplicates();
        assertThat(settings.hash()).hasSize(16);
    }

    @Test
    void switchesAreAllThereByName() {
        assertThat(SineSettings.streaming().switches())
                .hasSize(SineSettings.class.getRecordComponents().length - 1)
                .containsEntry("fusion", "SIGMOID_SHARE")
                .containsEntry("lnEps", "1.0E-8")
                .doesNotContainKey("profile");
    }
}
