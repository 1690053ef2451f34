package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.feedback.PlayLabeler;
import io.sinestream.model.TrainingExample;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * User sequences over plain maps: what {@link UserSequenceFunction} does without waiting, and without Flink. For offline
 * runs and tests.
 */
public final class InMemorySequences {
    private static final byte[] NO_BYTES = {};

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Map<String, byte[]> recent = new HashMap<>();
    private final Map<String, byte[]> older = new HashMap<>();
    private final PlayLabeler labeler;
    private final UserSequence sequence;
    private final StateWriter writer = new StateWriter();

    public InMemorySequences(FeedbackSettings feedback, SequenceSettings settings) {
        labeler = new PlayLabeler(feedback);
        sequence = new UserSequence(settings, labeler::ruleId, (count, n) -> counts.merge(count, n, Long::sum));
    }

    /** Takes the next play or view from before; the example it makes, or null when it makes none. */
    public @Nullable TrainingExample take(ReadPlay read) {
        String user = read.play().user();
        sequence.open(recent.get(user));
        if (!sequence.admit(read.play())) {
            return null;
        }
        TrainingExample example = read.isHistory() ? sequence.fill(read, store(user)) : accept(read, store(user));
        recent.put(user, sequence.toBytes(writer));
        return example;
    }

    private @Nullable TrainingExample accept(ReadPlay read, OlderViews.Store store) {
        TrainingExample example = sequence.accept(read, labeler.label(read.play()), store);
        if (labeler.isOverlap(read.play())) {
            counts.merge(Count.OVERLAP, 1L, Long::sum);
        }
        labeler.observe(read.play());
        return example;
    }

    /** How often that was counted so far. */
    public long count(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** Bytes of a user's value that is read and written at every event. */
    int recentBytes(String user) {
        return recent.getOrDefault(user, NO_BYTES).length;
    }

    /** Bytes of the rest of a user's window. */
    int olderBytes(String user) {
        return older.getOrDefault(user, NO_BYTES).length;
    }

    private OlderViews.Store store(String user) {
        return new OlderViews.Store() {
            @Override
            public byte @Nullable [] read() {
                return older.get(user);
            }

            @Override
            public void write(byte[] bytes) {
                older.put(user, bytes);
            }
        };
    }
}
