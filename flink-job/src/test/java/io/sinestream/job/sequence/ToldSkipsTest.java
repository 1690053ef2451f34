package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Word of skips, for a learner that reacts to them before the next effective view. */
class ToldSkipsTest {
    private final InMemorySequences sequences = new InMemorySequences(
            FeedbackSettings.defaults(), SequenceSettings.defaults().tellingSkips(true));

    @Test
    void everySkipAfterAViewIsToldWithItsRun() {
        assertThat(sequences.take(Plays.skip("u", "9", 1_000))).isNull();
        assertThat(sequences.take(Plays.view("u", "1", 2_000))).isNotNull();
        TrainingExample second = Objects.requireNonNull(sequences.take(Plays.view("u", "2", 3_000)));
        assertThat(second.tellsSkips()).isFalse();
        assertThat(Objects.requireNonNull(sequences.take(Plays.skip("u", "3", 4_000)))
                        .tellsSkips())
                .isTrue();
        TrainingExample word = Objects.requireNonNull(sequences.take(Plays.skip("u", "4", 5_000)));
        assertThat(word.trains()).isFalse();
        assertThat(word.sequenceNumber()).isEqualTo(-2);
        assertThat(word.target()).isEqualTo(ItemKey.of("2"));
        assertThat(word.history()).containsExactly(ItemKey.of("1"));
        assertThat(word.skips()).containsExactly(ItemKey.of("3"), ItemKey.of("4"));
        assertThat(word.eventTimeMillis()).isEqualTo(5_000);
    }

    @Test
    void lateSkipsAndNeutralPlaysAreNotTold() {
        sequences.take(Plays.view("u", "1", 2_000));
        sequences.take(Plays.skip("u", "3", 9_000));
        assertThat(sequences.take(Plays.skip("u", "4", 5_000))).isNull();
        assertThat(sequences.take(Plays.neutral("u", "5", 10_000))).isNull();
    }
}
