package io.sinestream.model.sine;

import io.sinestream.model.sine.ModelFixture.Result;
import java.util.stream.Stream;

/** Small random models and windows in float64, on which properties of the network are tested. */
final class SmallModels {
    static final int ITEMS = 11;
    static final double EXACT = 1e-11;

    private SmallModels() {}

    /** Every profile, small and without dropout, once more with two blocks and two heads. */
    static Stream<SineSettings> models() {
        return Stream.concat(
                        SineSettings.profiles().stream(),
                        Stream.of(
                                SineSettings.streaming().toBuilder().itemRate(2).build()))
                .map(profile -> profile.toBuilder().dimension(6).window(7).dropout(0))
                .flatMap(profile -> Stream.of(
                        profile.blocks(1).heads(1).build(),
                        profile.blocks(2).heads(2).build()));
    }

    static ModelFixture model(SineSettings settings) {
        return ModelFixture.random(settings, Precision.FLOAT64, ITEMS, settings.blocks());
    }

    static SineSettings small() {
        return SineSettings.streaming().toBuilder()
                .dimension(6)
                .window(7)
                .interests(3)
                .build();
    }

    static SineBatch batch(int windows, int length, boolean everyRow) {
        return new RandomBatch(length, ITEMS).train(windows, length, everyRow, 1, 4);
    }

    static void assertSame(Result actual, Result expected) {
        Tensor.vector(actual.l1(), actual.l2(), actual.ldis(), actual.total())
                .assertClose(
                        "losses",
                        Tensor.vector(expected.l1(), expected.l2(), expected.ldis(), expected.total()),
                        EXACT);
        actual.dense().assertClose("dense gradient", expected.dense(), EXACT);
        actual.rows().assertClose("row gradient", expected.rows(), EXACT);
        actual.scores().assertClose("scores", expected.scores(), EXACT);
    }
}
