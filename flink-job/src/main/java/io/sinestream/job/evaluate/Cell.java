package io.sinestream.job.evaluate;

import io.sinestream.job.JobOptions;
import io.sinestream.job.Pipeline;
import io.sinestream.job.check.CheckOptions;
import io.sinestream.job.check.PlayEventCheck;
import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackOptions;
import io.sinestream.job.sequence.InMemorySequences;
import io.sinestream.job.sequence.SequenceSettings;
import io.sinestream.job.training.LearnerOptions;
import io.sinestream.job.training.ModelOptions;
import io.sinestream.model.TrainingExample;
import io.sinestream.model.sine.LearnerSettings;
import io.sinestream.model.sine.NoReaders;
import io.sinestream.model.sine.Responsiveness;
import io.sinestream.model.sine.SineLearner;
import io.sinestream.model.sine.SineSettings;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** One setting with one seed over one log: the job's own steps one after the other in this thread, learning as it tests. */
public final class Cell {
    private final Setting setting;
    private final long seed;
    private final Plays plays;

    public Cell(Setting setting, long seed, Plays plays) {
        this.setting = setting;
        this.seed = seed;
        this.plays = plays;
    }

    Setting setting() {
        return setting;
    }

    /** Which log, and which seed, of the setting's runs it is. */
    String run() {
        return plays.name() + ", seed " + seed;
    }

    @Override
    public String toString() {
        return setting.name() + ", " + run();
    }

    /** Everything that decides the figures, as text. */
    String identity() {
        return plays.identity() + '/' + options() + Evaluation.of(setting);
    }

    private SortedMap<String, String> options() {
        SortedMap<String, String> options = new TreeMap<>(Map.of("check.accept-ancient", "true"));
        options.putAll(setting.options());
        options.keySet().removeIf(key -> key.startsWith(Evaluation.PREFIX));
        options.put("learner.seed", Long.toString(seed));
        return options;
    }

    /**
     * Looks at the setting before anything is started.
     *
     * @throws org.apache.flink.configuration.IllegalConfigurationException when an option is unknown or out of bounds
     */
    public void validate() {
        JobOptions.validate(Configuration.fromMap(options()));
        ModelOptions.settings(Configuration.fromMap(options()));
        Evaluation.of(setting);
    }

    /** Runs it. */
    public SortedMap<String, Double> figures() throws IOException {
        Configuration options = Configuration.fromMap(options());
        SineSettings model = ModelOptions.settings(options);
        LearnerSettings learning = LearnerOptions.settings(options);
        Evaluation evaluation = Evaluation.of(setting);
        try (SineLearner learner = new SineLearner(model, learning)) {
            learner.compareWithRandom(Tally.RANDOM_ITEMS);
            SortedMap<String, Double> figures;
            if (evaluation.epochs() > 0) {
                PaperProtocol protocol = new PaperProtocol(learner, evaluation.epochs());
                examples(options, protocol::take);
                figures = protocol.figures();
            } else {
                figures = streamed(options, evaluation, model, learning, learner);
            }
            figures.put("examples", (double) learner.counts().examplesTrained());
            figures.put("steps", (double) learner.counts().steps());
            return figures;
        }
    }

    private SortedMap<String, Double> streamed(
            Configuration options,
            Evaluation evaluation,
            SineSettings model,
            LearnerSettings learning,
            SineLearner learner)
            throws IOException {
        Tally tally = new Tally();
        LatestViews latest = new LatestViews(evaluation.users());
        Consumer<TrainingExample> student = evaluation.student(learner, tally);
        long[] nanos = new long[1];
        examples(options, example -> {
            if (!example.tellsSkips()) { // nobody reads what a skip publishes
                latest.add(example);
                long start = System.nanoTime();
                student.accept(example);
                nanos[0] += System.nanoTime() - start;
            }
        });
        learner.finish(evaluation.schedule().isAtOnce() ? tally : new NoReaders());
        SortedMap<String, Double> figures = tally.figures();
        double trained = learner.counts().examplesTrained();
        figures.put("examplesPerSecond", trained / nanos[0] * TimeUnit.SECONDS.toNanos(1));
        if (!latest.views().isEmpty()) {
            Responsiveness.of(model, learning, learner, latest.views())
                    .forEach((name, rank) -> figures.put("responsiveness." + name, rank));
        }
        return figures;
    }

    /** What the job's own steps make of the log, word of skips too. */
    private void examples(Configuration options, Consumer<TrainingExample> taker) throws IOException {
        PlayEventCheck check = new PlayEventCheck(CheckOptions.settings(options));
        SequenceSettings settings = Pipeline.sequences(options).tellingSkips(true);
        InMemorySequences sequences = new InMemorySequences(FeedbackOptions.settings(options), settings);
        plays.each(play -> {
            TrainingExample example = example(play, check, sequences);
            if (example != null) {
                taker.accept(example);
            }
        });
    }

    private static @Nullable TrainingExample example(ReadPlay read, PlayEventCheck check, InMemorySequences sequences) {
        return check.of(read.play(), read.readMillis()) == null ? sequences.take(read) : null;
    }
}
