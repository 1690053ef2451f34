package io.sinestream.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.sequence.InMemorySequences;
import io.sinestream.job.sequence.SequenceSettings;
import io.sinestream.model.TrainingExample;
import io.sinestream.model.quality.ReferenceSplit;
import io.sinestream.schema.PlayEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One user's log is split as the authors' code splits it, which {@link ReferenceSplit} is held to by golden files. */
class HeldOutTest {
    private static final int WINDOW = 50;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void heldOutViewsAreThoseOfTheAuthors(long seed) {
        Random random = new Random(seed);
        int[] items = random.ints(40, 1, 100).toArray();
        boolean[] positive = new boolean[items.length];
        for (int i = 0; i < items.length; i++) {
            positive[i] = i % 9 == 3 || random.nextInt(4) == 0;
        }
        ReferenceSplit wanted = ReferenceSplit.of(items, positive, WINDOW);
        HeldOut split = split(items, positive);
        same(split.test(), wanted.test());
        same(split.validation(), wanted.validation());
        assertThat(split.training()).hasSize(count(positive) - 2);
    }

    private static int count(boolean[] positive) {
        int count = 0;
        for (boolean one : positive) {
            count += one ? 1 : 0;
        }
        return count;
    }

    private static HeldOut split(int[] items, boolean[] positive) {
        HeldOut split = new HeldOut();
        InMemorySequences sequences = new InMemorySequences(
                FeedbackSettings.defaults(),
                SequenceSettings.defaults().withWindow(WINDOW).tellingSkips(true));
        for (int i = 0; i < items.length; i++) {
            long time = 1_000L * (i + 1);
            PlayEvent play = PlayEvent.video("e" + i, "u", "" + items[i], time, positive[i] ? 9_000 : 500, 10_000);
            TrainingExample example = sequences.take(new ReadPlay(play, time));
            if (example != null) {
                split.take(example);
            }
        }
        return split;
    }

    private static void same(List<TrainingExample> actual, ReferenceSplit.Evaluation wanted) {
        long[] candidates = Arrays.stream(wanted.candidates()).asLongStream().toArray();
        if (candidates.length == 1) {
            assertThat(actual).isEmpty(); // no skip to compare with
            return;
        }
        assertThat(actual).hasSize(1);
        TrainingExample view = actual.get(0);
        assertThat(view.target()).isEqualTo(candidates[0]);
        assertThat(view.skips())
                .containsExactlyInAnyOrder(LongStream.of(candidates).skip(1).toArray());
        assertThat(view.history())
                .containsExactly(Arrays.stream(wanted.history())
                        .filter(item -> item != 0)
                        .asLongStream()
                        .toArray());
    }
}
