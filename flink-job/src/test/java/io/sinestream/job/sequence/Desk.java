package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.feedback.PlayLabeler;
import io.sinestream.model.TrainingExample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** User sequences over plain maps: what the keyed function does, without Flink. */
final class Desk {
    final Map<Count, Long> counts = new EnumMap<>(Count.class);
    final List<TrainingExample> examples = new ArrayList<>();

    private final Map<String, byte[]> recent = new HashMap<>();
    private final Map<String, byte[]> older = new HashMap<>();
    private final PlayLabeler labeler = new PlayLabeler(FeedbackSettings.defaults());
    private final UserSequence sequence;

    Desk(SequenceSettings settings) {
        sequence = new UserSequence(settings, labeler.ruleId(), (count, n) -> counts.merge(count, n, Long::sum));
    }

    void take(ReadPlay read) {
        String user = read.play().user();
        sequence.open(recent.get(user));
        if (sequence.isDuplicate(read.play())) {
            return;
        }
        TrainingExample example = sequence.accept(read, labeler.label(read.play()), store(user));
        recent.put(user, sequence.toBytes());
        if (example != null) {
            examples.add(example);
        }
    }

    void takeAll(List<ReadPlay> plays) {
        plays.forEach(this::take);
    }

    long count(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    int recentBytes(String user) {
        return recent.getOrDefault(user, new byte[0]).length;
    }

    int olderBytes(String user) {
        return older.getOrDefault(user, new byte[0]).length;
    }

    TrainingExample lastExample() {
        return examples.get(examples.size() - 1);
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
