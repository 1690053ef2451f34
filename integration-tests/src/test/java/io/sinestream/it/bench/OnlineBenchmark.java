package io.sinestream.it.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sinestream.job.feed.LogFormat;
import io.sinestream.model.TrainingExample;
import io.sinestream.model.sine.LearnerSettings;
import io.sinestream.model.sine.NoReaders;
import io.sinestream.model.sine.PairSettings;
import io.sinestream.model.sine.RehearsalSettings;
import io.sinestream.model.sine.SineLearner;
import io.sinestream.model.sine.SineSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * (b) New effective views tested, trained and emitted per second of one core. The peer does what its authors' program would
 * have to: micro-batches of 32, windows padded to 200, two blocks, every row a target, dense Adam, dropout 0.5; it, too, tests
 * before it trains and emits afterwards.
 */
class OnlineBenchmark {
    private static final int BATCH = 32;
    private static final int AUTHORS_WINDOW = 200;
    private static final int BATCHES = 40;

    private static final LearnerSettings OURS = LearnerSettings.streaming(1);

    /** A view is compared with its nearest skip and one random item, and learned once. */
    private static final LearnerSettings AUTHORS =
            OURS.withBatchSize(BATCH).with(PairSettings.released(), RehearsalSettings.none());

    @Test
    void realWindows() throws Exception {
        Path root = Path.of(Objects.requireNonNull(System.getProperty("sinestream.root"), "sinestream.root"));
        List<TrainingExample> world = Views.of(
                List.of(root.resolve("flink-job/src/test/resources/golden/world/events.csv.gz")),
                LogFormat.GENERIC,
                AUTHORS_WINDOW);
        try (Peers peers = Peers.start()) {
            compare("online, planted world, defaults", SineSettings.streaming(), OURS, world, 400, 3, peers.first());
            Path data = root.resolve("../shared/data/kuairand-pure");
            if (Files.isDirectory(data)) {
                try (var files = Files.list(data)) {
                    List<Path> logs = files.filter(
                                    file -> file.getFileName().toString().startsWith("plays-"))
                            .sorted()
                            .toList();
                    List<TrainingExample> pure = Views.of(logs, LogFormat.KUAIRAND, AUTHORS_WINDOW);
                    compare(
                            "online, KuaiRand-Pure, defaults",
                            SineSettings.streaming(),
                            OURS,
                            pure,
                            7_583,
                            3,
                            peers.first());
                }
            } else {
                System.out.println("no KuaiRand-Pure in " + data + ": left out");
            }
        }
    }

    @Test
    void fullWindows() throws Exception {
        List<TrainingExample> views = Views.full(BATCHES * BATCH, AUTHORS_WINDOW, 7_583);
        try (Peers peers = Peers.start()) {
            compare(
                    "online, windows of 200 full, defaults",
                    SineSettings.streaming().toBuilder().window(AUTHORS_WINDOW).build(),
                    OURS,
                    views,
                    7_583,
                    3,
                    peers.first());
            compare(
                    "online, windows of 200 full, same network",
                    SineSettings.reference().toBuilder()
                            .interests(2)
                            .padSink(SineSettings.PadSink.NONE)
                            .targets(SineSettings.Targets.LAST)
                            .build(),
                    AUTHORS,
                    views,
                    7_583,
                    2,
                    peers.first());
        }
    }

    private static void compare(
            String name,
            SineSettings model,
            LearnerSettings learning,
            List<TrainingExample> views,
            int items,
            int peersInterests,
            Optional<Peer> peer) {
        ObjectNode request = Peer.request("online", BATCH, AUTHORS_WINDOW, 50, peersInterests, 2, items, 0.5);
        ArrayNode lengths = request.putArray("lengths");
        double length = 0;
        for (TrainingExample view : views) {
            int n = Math.max(1, Math.min(AUTHORS_WINDOW, view.history().length));
            length += (double) Math.min(model.window(), view.history().length) / views.size();
            if (lengths.size() < 4_096) {
                lengths.add(n);
            }
        }
        try (SineLearner learner = new SineLearner(model, learning)) {
            Stream stream = new Stream(learner, views);
            Comparison.run(
                    name + String.format(java.util.Locale.ROOT, " (mean %.0f)", length),
                    "view",
                    peer,
                    request,
                    () -> stream.take(BATCHES * BATCH));
        }
    }

    /** Views one after the other, from the start again at the end. */
    private static final class Stream {
        private final SineLearner learner;
        private final List<TrainingExample> views;
        private final NoReaders readers = new NoReaders();
        private int next;

        Stream(SineLearner learner, List<TrainingExample> views) {
            this.learner = learner;
            this.views = views;
        }

        int take(int count) {
            for (int i = 0; i < count; i++) {
                learner.add(views.get(next++ % views.size()), readers);
            }
            return count;
        }
    }
}
