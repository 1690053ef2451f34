package io.sinestream.model.sine;

import static io.sinestream.model.sine.SmallModels.EXACT;
import static io.sinestream.model.sine.SmallModels.assertSame;
import static io.sinestream.model.sine.SmallModels.batch;
import static io.sinestream.model.sine.SmallModels.model;
import static io.sinestream.model.sine.SmallModels.small;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.sine.ParameterLayout.Parameter;
import io.sinestream.model.sine.SineSettings.Beta;
import io.sinestream.model.sine.SineSettings.PadSink;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What windows, buckets and positions must not change, whatever the weights; in float64. */
class NetworkPropertiesTest {
    static Stream<SineSettings> models() {
        return SmallModels.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void lastRowAloneIsTheLastOfEveryRow(SineSettings settings) {
        SineBatch last = batch(5, 7, false);
        int[] targets = new int[5 * 7];
        int[] negatives = new int[5 * 7];
        int[] skips = new int[5 * 7];
        for (int window = 0; window < 5; window++) {
            targets[window * 7 + 6] = last.targets()[window];
            negatives[window * 7 + 6] = last.negatives()[window];
            skips[window * 7 + 6] = last.skips()[window];
        }
        SineBatch every = new SineBatch(
                5, 7, last.history(), last.historySkips(), targets, negatives, 1, skips, 4, last.candidates(), 0);
        try (ModelFixture model = model(settings)) {
            assertSame(model.step(last), model.step(every));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void lengthOfTheBucketDoesNotMatter(SineSettings settings) {
        for (boolean everyRow : new boolean[] {false, true}) {
            SineBatch cut = batch(4, 4, everyRow);
            try (ModelFixture model = model(settings)) {
                assertSame(model.step(cut), model.step(widened(cut, 7, everyRow)));
            }
        }
    }

    /** The same windows in a longer bucket. */
    private static SineBatch widened(SineBatch batch, int length, boolean everyRow) {
        int from = batch.length();
        return new SineBatch(
                batch.size(),
                length,
                widened(batch.history(), from, length),
                widened(batch.historySkips(), from, length),
                everyRow ? widened(batch.targets(), from, length) : batch.targets(),
                everyRow ? widened(batch.negatives(), from, length) : batch.negatives(),
                batch.skipsPerTarget(),
                everyRow ? widened(batch.skips(), from, length) : batch.skips(),
                batch.candidatesPerWindow(),
                batch.candidates(),
                batch.seed());
    }

    private static int[] widened(int[] rows, int from, int to) {
        int[] wide = new int[rows.length / from * to];
        for (int row = 0; row < rows.length / from; row++) {
            System.arraycopy(rows, row * from, wide, row * to + to - from, from);
        }
        return wide;
    }

    @Test
    void longerWindowWithTheSamePositionsAtItsEndChangesNothing() {
        SineBatch batch = batch(4, 7, false);
        SineSettings longer = small().toBuilder().window(12).build();
        try (ModelFixture model = model(small());
                ModelFixture wide = model(longer)) {
            int d = small().dimension();
            copy(model, "P", 0, wide, "P", (12 - 7) * d);
            for (Parameter parameter : model.layout.parameters()) {
                if (!parameter.name().equals("P")) {
                    copy(model, parameter.name(), 0, wide, parameter.name(), 0);
                }
            }
            System.arraycopy(model.items, 0, wide.items, 0, model.items.length);
            wide.scores(batch).assertClose("scores", model.scores(batch), EXACT);
        }
    }

    private static void copy(ModelFixture from, String name, int at, ModelFixture to, String target, int start) {
        Parameter parameter = from.layout.get(name);
        System.arraycopy(
                from.dense,
                parameter.offset() + at,
                to.dense,
                to.layout.get(target).offset() + start,
                parameter.size());
    }

    @ParameterizedTest
    @MethodSource("models")
    void laterItemDoesNotReachAnEarlierRow(SineSettings settings) {
        SineBatch batch = batch(1, 7, true);
        int[] history = {0, 0, 3, 5, 2, 8, 1};
        int[] changed = {0, 0, 3, 5, 2, 9, 4};
        // The intent of the next item is the one thing that looks ahead, and only to the item it predicts.
        SineSettings causal = settings.beta() == Beta.NEXT_INTENT
                ? settings.toBuilder().beta(Beta.OFF).build()
                : settings;
        try (ModelFixture model = model(causal)) {
            model.step(with(batch, history));
            Tensor before = model.recorder.get("encoded");
            model.step(with(batch, changed));
            int unchanged = 5 * settings.dimension();
            before.assertClose("rows 0 to 4", model.recorder.get("encoded"), 0, i -> i < unchanged);
            assertThat(before.data()).isNotEqualTo(model.recorder.get("encoded").data());
        }
    }

    private static SineBatch with(SineBatch batch, int[] history) {
        return new SineBatch(
                batch.size(),
                batch.length(),
                history,
                new int[history.length],
                batch.targets(),
                batch.negatives(),
                1,
                batch.skips(),
                0,
                new int[0],
                0);
    }

    @Test
    void sinkTakesItsShareFromTheWholeWindow() {
        SineSettings sink = small().toBuilder().padSink(PadSink.WINDOW).build();
        SineBatch batch = batch(4, 4, false);
        try (ModelFixture model = model(small());
                ModelFixture with = model(sink)) {
            assertThat(with.scores(batch).data())
                    .isNotEqualTo(model.scores(batch).data());
        }
    }
}
