package io.sinestream.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.sine.LearnerSettings;
import io.sinestream.model.sine.NoReaders;
import io.sinestream.model.sine.SineLearner;
import io.sinestream.model.sine.SineSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthLogTest {
    @Test
    void oneLineAMinuteWhileViewsCome() {
        List<String> lines = new ArrayList<>();
        try (SineLearner learner = new SineLearner(
                SineSettings.streaming(), LearnerSettings.streaming(1).withBatchSize(2))) {
            HealthLog log = new HealthLog(lines::add, lines::add, learner.counts(), 0);
            log.look(reading(learner), 70_000); // nothing has come
            for (int i = 0; i < 4; i++) {
                learner.add(view(i), new NoReaders());
                log.stepped();
            }
            log.look(reading(learner), 59_000);
            log.look(reading(learner), 80_000);
            log.look(reading(learner), 90_000);
        }
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .contains("model version 2: 4 views trained", "2 instances", "random 0.5", "MB resident");
    }

    private static LearnerReading reading(SineLearner learner) {
        return LearnerReading.of(
                learner, new KeyedLearnerState.Written(0, KeyedRows.Written.NOTHING, KeyedRows.Written.NOTHING));
    }

    private static TrainingExample view(int n) {
        long[] skip = n % 2 == 0 ? new long[] {100 + n} : new long[0];
        return new TrainingExample(
                "user", "event-" + n, "rule", n, n, 2, new long[] {7}, new long[] {-1}, n, null, skip, new String[0]);
    }
}
