package io.sinestream.model.sine;

import ai.djl.ndarray.NDManager;
import io.sinestream.it.bench.Comparison;
import io.sinestream.it.bench.Peer;
import io.sinestream.it.bench.Peers;
import io.sinestream.model.Mix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * (a) A training step over full windows with a target at every row, as the authors train: forward, backward and the update of
 * every weight; and (c) windows encoded.
 */
class NetworkBenchmark {
    private static final int WINDOW = 200;
    private static final int WIDTH = 50;

    @ParameterizedTest
    @CsvSource({"2,0.5", "2,0", "7,0.5", "7,0"})
    void step(int interests, double dropout) throws Exception {
        int items = 100_000;
        int batch = 128;
        SineSettings settings = authors(interests, dropout);
        try (Peers peers = Peers.start();
                Model model = new Model(settings, items)) {
            Comparison.run(
                    "step, B 128, L 200, D 50, K " + interests + ", dropout " + dropout,
                    "step",
                    peers.first(),
                    Peer.request("step", batch, WINDOW, WIDTH, interests, 2, items, dropout),
                    () -> model.step(batch));
        }
    }

    @ParameterizedTest
    @CsvSource({"8", "32"})
    void encodeAsTheAuthors(int batch) throws Exception {
        SineSettings settings = authors(2, 0.5);
        try (Peers peers = Peers.start();
                Model model = new Model(settings, 7_583)) {
            Comparison.run(
                    "encode, two blocks, L 200, D 50, by " + batch,
                    "user",
                    peers.first(),
                    Peer.request("encode", batch, WINDOW, WIDTH, 2, 2, 7_583, 0.5),
                    () -> model.encode(batch, WINDOW, 10));
        }
    }

    @ParameterizedTest
    @CsvSource({"32"})
    void encodeByDefault(int batch) throws Exception {
        SineSettings settings = SineSettings.streaming();
        try (Peers peers = Peers.start();
                Model model = new Model(settings, 7_583)) {
            Comparison.run(
                    "encode, default profile, by " + batch,
                    "user",
                    peers.first(),
                    Peer.request("encode", batch, WINDOW, WIDTH, 3, 2, 7_583, 0.5),
                    () -> model.encode(batch, settings.window(), 100));
        }
    }

    private static SineSettings authors(int interests, double dropout) {
        return SineSettings.reference().toBuilder()
                .interests(interests)
                .dropout(dropout)
                .build();
    }

    /** Random full batches for a model whose vocabulary is complete. */
    private static final class Model implements AutoCloseable {
        private final int items;
        private final LearnedModel model;
        private long number;

        Model(SineSettings settings, int items) {
            this.items = items;
            LearnerSettings learning = LearnerSettings.streaming(1);
            this.model = new LearnedModel(settings, learning, new LearnerState("bench", learning).counts());
            for (int i = 1; i <= items; i++) {
                model.items().sight(i, null, 1);
            }
        }

        int step(int batch) {
            number++;
            BatchRows rows = new BatchRows(model.items());
            int[] history = draw(rows, batch * WINDOW, 0);
            SineBatch full = new SineBatch(
                    batch,
                    WINDOW,
                    history,
                    new int[history.length],
                    draw(rows, history.length, 1),
                    draw(rows, history.length, 2),
                    1,
                    draw(rows, history.length, 3),
                    0,
                    new int[0],
                    number);
            try (NDManager call = model.newManager()) {
                model.update(model.step(call, full, rows), rows, number, 1);
            }
            return 1;
        }

        int encode(int batch, int window, int times) {
            for (int i = 0; i < times; i++) {
                number++;
                BatchRows rows = new BatchRows(model.items());
                int[] history = draw(rows, batch * window, 0);
                try (NDManager call = model.newManager()) {
                    SineBatch windows = SineBatch.windows(batch, window, history, new int[history.length]);
                    LearnedModel.floats(model.encode(call, windows, rows).interests());
                }
            }
            return batch * times;
        }

        private int[] draw(BatchRows rows, int count, int stream) {
            int[] drawn = new int[count];
            long seed = Mix.at(number, stream);
            for (int i = 0; i < count; i++) {
                drawn[i] = rows.numberOf(1L + Mix.below(Mix.at(seed, i), items));
            }
            return drawn;
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
