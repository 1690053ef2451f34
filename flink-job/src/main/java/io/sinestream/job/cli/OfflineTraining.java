package io.sinestream.job.cli;

import io.sinestream.job.Pipeline;
import io.sinestream.job.check.CheckOptions;
import io.sinestream.job.check.PlayEventCheck;
import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feed.LogFeeder;
import io.sinestream.job.feed.LogFiles;
import io.sinestream.job.feedback.FeedbackOptions;
import io.sinestream.job.sequence.InMemorySequences;
import io.sinestream.job.training.LearnerOptions;
import io.sinestream.job.training.ModelOptions;
import io.sinestream.model.TrainingExample;
import io.sinestream.model.quality.TestThenTrainQuality;
import io.sinestream.model.sine.NoReaders;
import io.sinestream.model.sine.SineLearner;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;

/**
 * The job's own steps one after the other in this thread, over a log, any number of times: check, sequences, learner.
 * Sequences start anew with each pass, what is learned stays.
 */
final class OfflineTraining implements AutoCloseable {
    private final LogFiles log;
    private final Configuration options;
    private final Interrupts interrupts;
    private final Clock clock;
    private final PlayEventCodec codec = new PlayEventCodec();
    private final PlayEventCheck check;
    private final SineLearner learner;

    OfflineTraining(LogFiles log, Configuration options, Interrupts interrupts, Clock clock) {
        this.log = log;
        this.options = options;
        this.interrupts = interrupts;
        this.clock = clock;
        this.check = new PlayEventCheck(CheckOptions.settings(options));
        this.learner = new SineLearner(ModelOptions.settings(options), LearnerOptions.settings(options));
    }

    /** What a pass over the log came to. */
    record Pass(long plays, long rejected, long views, TestThenTrainQuality.Figures quality, boolean isFirst) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d plays, %,d rejected, %,d views; AUC %.3f (random 0.5)%s",
                    plays,
                    rejected,
                    views,
                    quality.auc(),
                    isFirst ? "" : " of views it has learned from before");
        }
    }

    /** Reads the log once, or until the person asks to stop. */
    Pass pass(int number) throws IOException {
        AtomicBoolean stopped = new AtomicBoolean();
        Tally tally = new Tally();
        InMemorySequences sequences =
                new InMemorySequences(FeedbackOptions.settings(options), Pipeline.sequences(options));
        new LogFeeder(log, codec, new long[1], Double.POSITIVE_INFINITY)
                .feed(
                        (partition, user, value, isHistory) -> {
                            stopped.set(interrupts.wasAsked());
                            take(value, isHistory, number, sequences, tally);
                        },
                        stopped);
        return new Pass(tally.plays, tally.rejected, tally.views, tally.quality.figures(), number == 1);
    }

    private void take(byte[] value, boolean isHistory, int pass, InMemorySequences sequences, Tally tally) {
        tally.plays += isHistory ? 0 : 1;
        try {
            PlayEvent play = codec.decode(value);
            if (check.of(play, clock.millis()) != null) {
                tally.rejected++;
                return;
            }
            PlayEvent own = named(play, pass);
            TrainingExample example = sequences.take(
                    isHistory
                            ? ReadPlay.history(own, own.eventTimeMillis())
                            : new ReadPlay(own, own.eventTimeMillis()));
            if (example != null) {
                tally.views += isHistory ? 0 : 1;
                learner.add(example, tally);
            }
        } catch (MalformedRecordException e) {
            tally.rejected++;
        }
    }

    /** Random items are drawn by the event's id: another one in each pass draws others. */
    private static PlayEvent named(PlayEvent play, int pass) {
        return pass == 1
                ? play
                : new PlayEvent(
                        play.eventId() + "/" + pass,
                        play.user(),
                        play.item(),
                        play.eventTimeMillis(),
                        play.watchMillis(),
                        play.durationMillis(),
                        play.kind(),
                        play.explicit(),
                        play.impressionId());
    }

    /** Trains what waits for a full batch and writes the model; in a word what it is. */
    String write(Path folder) {
        learner.finish(new NoReaders());
        learner.export(folder);
        return String.format(
                Locale.ROOT,
                "%s: %,d items, %,d steps learned",
                folder,
                learner.items(),
                learner.counts().steps());
    }

    @Override
    public void close() {
        learner.close();
    }

    /** Nobody reads what is learned, only the tests count. */
    private static final class Tally extends NoReaders {
        private final TestThenTrainQuality quality = new TestThenTrainQuality();
        private long plays;
        private long rejected;
        private long views;

        @Override
        public void tested(TrainingExample view, float targetScore, float[] skipScores, long modelVersion) {
            quality.add(targetScore, skipScores);
        }
    }
}
