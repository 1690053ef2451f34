package io.sinestream.job.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.Mix;
import io.sinestream.schema.PlayEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that learn their thresholds, on a made-up log in which people watch longer videos for a smaller share. */
class LearnedRuleTest {
    private static final int[] SECONDS = {8, 20, 60, 200};
    private static final int EPOCH = 20_000;

    private final List<PlayEvent> plays = biasedPlays(2 * EPOCH, 5);

    @Test
    void fixedRuleFavoursShortVideos() {
        double[] rates = positiveRates(RuleName.WATCH_RATIO);
        assertThat(rates[0]).isGreaterThan(rates[3] + 0.3);
    }

    @ParameterizedTest
    @EnumSource(names = {"BUCKET_QUANTILE", "D2Q", "WTG"})
    void learnedRuleFavoursNoLength(RuleName rule) {
        double[] rates = positiveRates(rule);
        for (double rate : rates) {
            assertThat(rate).as(Arrays.toString(rates)).isCloseTo(rates[0], within(0.05));
        }
    }

    @Test
    void equalGroupsHoldAboutTheSameNumberOfPlaysWhateverTheLengths() {
        DurationGroups lengths = EqualGroups.fine();
        WatchStatistics fine = new WatchStatistics(lengths.count());
        for (int i = 0; i < 30_000; i++) {
            long millis = Math.round(3000 * Math.exp(2 * Mix.unit(Mix.at(3, i)) + 2 * Mix.unit(Mix.at(4, i))));
            fine.record(lengths.of(millis), millis);
        }
        EqualGroups equal = EqualGroups.of(fine, 10, 500);
        assertThat(equal.groups().count()).isEqualTo(10);
        for (int group = 0; group < 10; group++) {
            assertThat(equal.statistics().count(group)).isBetween(2_000L, 4_000L);
        }
        assertThat(equal.statistics().count()).isEqualTo(30_000);
        assertThat(EqualGroups.of(fine, 100, 5000).groups().count()).isBetween(2, 6);
    }

    @Test
    void d2qAsPublishedFavoursNoLengthWithoutBeingToldTheLengths() {
        Configuration config = new Configuration().set(FeedbackOptions.RULE, RuleName.D2Q);
        config.set(FeedbackOptions.EPOCH_PLAYS, (long) EPOCH);
        PlayLabeler labeler = new PlayLabeler(FeedbackOptions.settings(config));
        plays.forEach(labeler::observe);
        double[] rates = positiveRates(labeler);
        for (double rate : rates) {
            assertThat(rate).as(Arrays.toString(rates)).isCloseTo(rates[0], within(0.05));
        }
    }

    @Test
    void d2coSeparatesThoseWhoStayedFromThoseWhoLeft() {
        PlayLabeler labeler = trained(RuleName.D2CO);
        assertThat(labeler.label(play(60, 1000))).isEqualTo(Feedback.SKIP);
        assertThat(labeler.label(play(60, 58_000))).isEqualTo(Feedback.EFFECTIVE_VIEW);
    }

    @Test
    void firstEpochIsLabelledByTheFallbackAndTheIdNamesTheEpoch() {
        PlayLabeler labeler = labeler(RuleName.D2Q);
        for (int i = 0; i < EPOCH; i++) {
            assertThat(labeler.ruleId()).isEqualTo("watch-ratio/1");
            labeler.observe(plays.get(i));
        }
        assertThat(labeler.ruleId()).isEqualTo("d2q/1#1");
        plays.subList(EPOCH, 2 * EPOCH).forEach(labeler::observe);
        assertThat(labeler.ruleId()).isEqualTo("d2q/1#2");
    }

    @Test
    void unknownDurationsAndRareLengthsFallBack() {
        PlayLabeler labeler = trained(RuleName.D2Q);
        PlayLabeler fixed = labeler(RuleName.WATCH_RATIO);
        for (PlayEvent play : List.of(play(0, 2999), play(0, 3000), play(12, 6001), play(12, 5999))) {
            assertThat(labeler.label(play)).as("%s", play).isEqualTo(fixed.label(play));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUCKET_QUANTILE", "D2Q", "WTG", "D2CO"})
    void restoredLabelerGoesOnAsIfNeverStopped(RuleName rule) {
        PlayLabeler neverStopped = labeler(rule);
        PlayLabeler before = labeler(rule);
        int stop = EPOCH + 777;
        for (PlayEvent play : plays.subList(0, stop)) {
            neverStopped.observe(play);
            before.observe(play);
        }
        PlayLabeler after = labeler(rule);
        after.restore(List.of(before.toBytes()));
        for (PlayEvent play : plays.subList(stop, plays.size())) {
            assertThat(after.label(play)).isEqualTo(neverStopped.label(play));
            assertThat(after.ruleId()).isEqualTo(neverStopped.ruleId());
            after.observe(play);
            neverStopped.observe(play);
        }
        assertThat(after.toBytes()).isEqualTo(neverStopped.toBytes());
    }

    @Test
    void severalLabelersTogetherKnowWhatOneWouldHaveSeen() {
        PlayLabeler one = labeler(RuleName.D2Q);
        List<PlayLabeler> parts = List.of(labeler(RuleName.D2Q), labeler(RuleName.D2Q));
        for (int i = 0; i < EPOCH - 1; i++) {
            one.observe(plays.get(i));
            parts.get(i % 2).observe(plays.get(i));
        }
        PlayLabeler together = labeler(RuleName.D2Q);
        together.restore(parts.stream().map(PlayLabeler::toBytes).toList());
        assertThat(together.toBytes()).isEqualTo(one.toBytes());
    }

    @Test
    void quantilesAreWithinTwoPercentOfTheExactOnes() {
        WatchStatistics statistics = new WatchStatistics(1);
        long[] watch = plays.stream().mapToLong(PlayEvent::watchMillis).sorted().toArray();
        Arrays.stream(watch).forEach(millis -> statistics.record(0, millis));
        for (double share : new double[] {0.05, 0.25, 0.5, 0.75, 0.95}) {
            double exact = watch[(int) Math.ceil(share * watch.length) - 1];
            assertThat((double) statistics.quantileMillis(0, share)).isCloseTo(exact, within(0.02 * exact + 1));
        }
        double mean = Arrays.stream(watch).average().orElseThrow();
        assertThat(statistics.meanSeconds(0)).isCloseTo(mean / 1000, within(0.01 * mean / 1000));
    }

    @Test
    void mixtureFindsTwoPlantedMeans() {
        double[] sample = new double[4000];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = i % 4 == 0 ? 30 + 4 * normal(i) : 3 + normal(i);
        }
        Arrays.sort(sample);
        TwoGaussians fit = TwoGaussians.fit(sample);
        assertThat(fit.low()).isCloseTo(3, within(0.15));
        assertThat(fit.high()).isCloseTo(30, within(0.5));
    }

    private double[] positiveRates(RuleName rule) {
        return positiveRates(trained(rule));
    }

    private double[] positiveRates(PlayLabeler labeler) {
        double[] rates = new double[SECONDS.length];
        for (int i = 0; i < SECONDS.length; i++) {
            long millis = 1000L * SECONDS[i];
            List<PlayEvent> ofLength = plays.stream()
                    .filter(play -> play.durationMillis() == millis)
                    .toList();
            rates[i] = (double) ofLength.stream()
                            .filter(play -> labeler.label(play).isEffectiveView())
                            .count()
                    / ofLength.size();
        }
        return rates;
    }

    private PlayLabeler trained(RuleName rule) {
        PlayLabeler labeler = labeler(rule);
        plays.forEach(labeler::observe);
        return labeler;
    }

    private static PlayLabeler labeler(RuleName rule) {
        Configuration config = new Configuration();
        config.set(FeedbackOptions.RULE, rule);
        config.set(FeedbackOptions.EPOCH_PLAYS, (long) EPOCH);
        config.set(
                FeedbackOptions.LEARNED_EDGES,
                List.of(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(100)));
        return new PlayLabeler(FeedbackOptions.settings(config));
    }

    /** A third leave at once, the others watch a share that falls with the length. */
    private static List<PlayEvent> biasedPlays(int n, long seed) {
        List<PlayEvent> plays = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int seconds = SECONDS[i % SECONDS.length];
            double liking = Mix.unit(Mix.at(seed, 2L * i));
            double share = Mix.unit(Mix.at(seed, 2L * i + 1)) / Math.sqrt(seconds / 8.0);
            double watch = liking < 0.33 ? 0.1 * share * seconds : share * seconds;
            plays.add(play(seconds, Math.round(1000 * watch)));
        }
        return plays;
    }

    private static PlayEvent play(int seconds, long watchMillis) {
        return PlayEvent.video("e", "u", "i", 0, watchMillis, 1000L * seconds);
    }

    private static double normal(int i) {
        double u = Mix.unit(Mix.at(1, 2L * i));
        double v = Mix.unit(Mix.at(1, 2L * i + 1));
        return Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
    }
}
