package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Readers get what has moved, no more often than asked for, and the error of what they have is within its bound. */
class PublishingTest {
    private static final SineSettings MODEL = SineSettings.streaming().toBuilder()
            .dimension(8)
            .window(8)
            .fusion(SineSettings.Fusion.SIGMOID_SHARE)
            .build();
    private static final int LOOK = 10;

    /** Whatever readers have of an item, as they would have it. */
    private static final class Readers extends NoReaders {
        private final Map<String, ItemVector> items = new HashMap<>();
        private final Map<String, Integer> users = new HashMap<>();
        private final List<PublishedScoreError> errors = new ArrayList<>();
        private int heads;
        private @Nullable SineLearner learner;
        private int records;

        @Override
        public void item(ItemVector item) {
            items.put(item.id(), item);
            records++;
        }

        @Override
        public void user(UserVectors user) {
            users.merge(user.view().user(), 1, Integer::sum);
        }

        @Override
        public void publishedScore(PublishedScoreError error) {
            errors.add(error);
        }

        @Override
        public void headDue() {
            heads++;
            Objects.requireNonNull(learner).head();
        }
    }

    @Test
    void errorsThatComeFromItemsAreWithinTheirBound() {
        Readers readers = run(new PublishingSettings(0.05, Duration.ZERO, Duration.ZERO, 1, 0));
        assertThat(readers.errors).hasSizeGreaterThan(200).allSatisfy(found -> assertThat(found.ofItem())
                .isLessThanOrEqualTo(found.bound() + 1e-6));
        assertThat(readers.errors)
                .anySatisfy(found -> assertThat(found.ofItem()).isPositive());
        assertThat(readers.errors).anySatisfy(found -> assertThat(found.error()).isPositive());
    }

    @Test
    void aLargerDriftSendsFewerItems() {
        int exact = run(new PublishingSettings(0, Duration.ZERO, Duration.ZERO, LOOK, 0)).records;
        int loose = run(new PublishingSettings(0.1, Duration.ZERO, Duration.ZERO, LOOK, 0)).records;
        assertThat(loose).isLessThan(exact / 2);
    }

    @Test
    void anItemIsSentAgainWhenItsScalarHasMovedOrItsRecordIsOld() {
        PublishedItems items = new PublishedItems(2, 0.1, 1000);
        float[] vector = {3, 4};
        assertThat(items.isDue(0, vector, 1, 0)).isTrue();
        items.published(0, vector, 1, 0);
        assertThat(items.isDue(0, vector, 1, 1000)).isFalse();
        assertThat(items.isDue(0, vector, 1, 1001)).isTrue();
        assertThat(items.isDue(0, vector, 1.09f, 0)).isFalse();
        assertThat(items.isDue(0, vector, 0.89f, 0)).isTrue();
        assertThat(items.isDue(0, new float[] {3.4f, 4}, 1, 0)).isFalse();
        assertThat(items.isDue(0, new float[] {3.6f, 4}, 1, 0)).isTrue();
        assertThat(items.isCurrent(0, vector, 1)).isTrue();
        assertThat(items.isCurrent(0, vector, 1.01f)).isFalse();
        items.forget(0);
        assertThat(items.isDue(0, vector, 1, 0)).isTrue();
    }

    @Test
    void aUserIsPublishedOnceInAnIntervalAndThenAsTheyAre() {
        OwedUsers owed = new OwedUsers(100);
        assertThat(owed.due(List.of(view("a", 1, 0), view("b", 1, 0)))).hasSize(2);
        assertThat(owed.due(List.of(view("a", 2, 50)))).isEmpty();
        assertThat(owed.due(List.of(view("a", 3, 60)))).isEmpty();
        assertThat(owed.isEmpty()).isFalse();
        assertThat(owed.due(List.of(view("c", 1, 100))))
                .extracting(TrainingExample::user, TrainingExample::sequenceNumber)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("a", 3L), org.assertj.core.groups.Tuple.tuple("c", 1L));
        assertThat(owed.due(List.of(view("c", 2, 101)))).isEmpty();
        assertThat(owed.takeAll()).hasSize(1);
        assertThat(owed.isEmpty()).isTrue();
    }

    @Test
    void noRefreshIsLostToTheInterval() {
        Readers each = run(new PublishingSettings(0.01, Duration.ZERO, Duration.ZERO, LOOK, 0));
        Readers coalesced = run(new PublishingSettings(0.01, Duration.ZERO, Duration.ofHours(1), LOOK, 0));
        assertThat(coalesced.users.keySet()).isEqualTo(each.users.keySet());
        assertThat(sum(coalesced.users)).isLessThan(sum(each.users));
    }

    @Test
    void encodingAUserAgainPublishesThemAndTeachesNothing() {
        List<TrainingExample> views = Views.stream(200, 5);
        LearnerSettings settings = LearnerSettings.streaming(1).withBatchSize(8);
        NoReaders nobody = new NoReaders();
        Readers readers = new Readers();
        try (SineLearner plain = new SineLearner(MODEL, settings);
                SineLearner again = new SineLearner(MODEL, settings)) {
            readers.learner = again;
            views.forEach(view -> plain.add(view, nobody));
            for (TrainingExample view : views) {
                again.add(view, readers);
                again.linger(readers);
                int before = readers.users.getOrDefault(view.user(), 0);
                again.add(word(view), readers);
                again.linger(readers);
                assertThat(readers.users.getOrDefault(view.user(), 0)).isEqualTo(before + 1);
            }
            assertThat(again.digest()).isEqualTo(plain.digest());
            assertThat(again.counts().steps()).isPositive();
        }
    }

    /** Asks for the vectors of the window with the view once more. */
    private static TrainingExample word(TrainingExample view) {
        return new TrainingExample(
                view.user(),
                "",
                view.labelRule(),
                view.eventTimeMillis(),
                view.readMillis(),
                -view.sequenceNumber(),
                view.history(),
                view.historySkips(),
                view.target(),
                null,
                new long[0],
                new String[0]);
    }

    @Test
    void theHeadComesEarlierWhenWeightsMove() {
        int byInterval = run(new PublishingSettings(0.01, Duration.ZERO, Duration.ZERO, 1000, 0)).heads;
        int byDrift = run(new PublishingSettings(0.01, Duration.ZERO, Duration.ZERO, 1000, 0.02)).heads;
        // One at the start, one at the end, one as soon as there are golden triples.
        assertThat(byInterval).isEqualTo(3);
        assertThat(byDrift).isGreaterThan(4);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(count -> count).sum();
    }

    private static Readers run(PublishingSettings publishing) {
        Readers readers = new Readers();
        try (SineLearner learner = new SineLearner(
                MODEL, LearnerSettings.streaming(1).withBatchSize(8).withPublishing(publishing))) {
            readers.learner = learner;
            readers.headDue();
            Views.stream(600, 5).forEach(view -> learner.add(view, readers));
            learner.finish(readers);
        }
        return readers;
    }

    private static TrainingExample view(String user, long sequenceNumber, long readMillis) {
        return new TrainingExample(
                user,
                "e",
                "r",
                readMillis,
                readMillis,
                sequenceNumber,
                new long[0],
                new long[0],
                1,
                null,
                new long[0],
                new String[0]);
    }
}
