package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.model.TrainingExample;
import java.util.ArrayList;
import java.util.List;

/** User sequences without Flink, and the examples they made. */
final class Desk {
    final List<TrainingExample> examples = new ArrayList<>();

    private final InMemorySequences sequences;

    Desk(SequenceSettings settings) {
        sequences = new InMemorySequences(FeedbackSettings.defaults(), settings);
    }

    void take(ReadPlay read) {
        TrainingExample example = sequences.take(read);
        if (example != null) {
            examples.add(example);
        }
    }

    void takeAll(List<ReadPlay> plays) {
        plays.forEach(this::take);
    }

    long count(Count count) {
        return sequences.count(count);
    }

    int recentBytes(String user) {
        return sequences.recentBytes(user);
    }

    int olderBytes(String user) {
        return sequences.olderBytes(user);
    }

    TrainingExample lastExample() {
        return examples.get(examples.size() - 1);
    }
}
