package io.sinestream.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.model.Mix;
import io.sinestream.schema.ExplicitFeedback;
import io.sinestream.schema.ItemKind;
import io.sinestream.schema.PlayEvent;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    private static final int PLAYS = 1_500;

    /** Eight users, a play a minute; each likes every other video. */
    private static final class Minutes implements Plays {
        @Override
        public String name() {
            return "minutes";
        }

        @Override
        public String identity() {
            return name();
        }

        @Override
        public void each(Consumer<ReadPlay> sink) {
            for (int i = 0; i < PLAYS; i++) {
                int user = Mix.below(Mix.at(1, 2L * i), 8);
                int item = Mix.below(Mix.at(1, 2L * i + 1), 40);
                int watch = item % 2 == user % 2 ? 9_000 : 500;
                long time = 60_000L * (i + 1);
                sink.accept(new ReadPlay(
                        new PlayEvent(
                                "e" + i,
                                "u" + user,
                                "" + item,
                                time,
                                watch,
                                10_000,
                                ItemKind.VIDEO,
                                ExplicitFeedback.NONE,
                                null),
                        time));
            }
        }
    }

    @Test
    void learningAfterNoTimeIsLearningAtOnce() throws IOException {
        SortedMap<String, Double> atOnce = figures(Map.of());
        SortedMap<String, Double> late = figures(Map.of("evaluate.learns", "after PT0S", "evaluate.windows", "late"));
        assertThat(late.get("all.instances")).isEqualTo(atOnce.get("all.instances"));
        assertThat(late.get("steps")).isEqualTo(atOnce.get("steps"));
        for (String figure : new String[] {"all.model.auc", "laterHalf.model.auc", "all.model.aucRandomItems"}) {
            assertThat(late.get(figure)).as(figure).isCloseTo(atOnce.get(figure), within(2e-3));
        }
    }

    @Test
    void whatIsLearnedEndsOrComesLate() throws IOException {
        double atOnce = steps("at-once");
        assertThat(steps("until PT5H")).isBetween(0.1 * atOnce, 0.3 * atOnce);
        assertThat(steps("after PT5H")).isBetween(0.7 * atOnce, 0.9 * atOnce);
        assertThat(steps("daily")).isBetween(0.9 * atOnce, atOnce - 1);
    }

    private static double steps(String learns) throws IOException {
        return figures(Map.of("evaluate.learns", learns)).getOrDefault("steps", -1.0);
    }

    @Test
    void withoutReactionCandidatesScoreAlikeWheneverTheyWereShown() throws IOException {
        SortedMap<String, Double> figures = figures(Map.of("evaluate.as-shown", "true", "learner.batch-size", "1"));
        assertThat(figures.get("laterHalf.asShown.auc")).isCloseTo(figures.get("laterHalf.model.auc"), within(2e-3));
    }

    @Test
    void aSkipLowersTheItemAtOnceAndAViewRaisesIt() throws IOException {
        SortedMap<String, Double> figures = figures(Map.of("evaluate.responsiveness", "20"));
        double before = figures.getOrDefault("responsiveness.before.item", -1.0);
        assertThat(figures.get("responsiveness.atOnce.skipped.item")).isGreaterThan(before);
        assertThat(figures.get("responsiveness.atOnce.viewed.item")).isLessThan(before);
        assertThat(figures)
                .containsKeys(
                        "responsiveness.before.neighbours",
                        "responsiveness.afterNext.skipped.item",
                        "responsiveness.afterNext.viewed.neighbours",
                        "responsiveness.afterNext.neither.item");
    }

    @Test
    void byThePapersProtocolManyEpochsLearnMoreThanOne() throws IOException {
        SortedMap<String, Double> one = figures(Map.of("evaluate.protocol", "paper", "evaluate.epochs", "1"));
        SortedMap<String, Double> more = figures(Map.of("evaluate.protocol", "paper", "evaluate.epochs", "6"));
        assertThat(one.get("all.instances"))
                .isEqualTo(more.get("all.instances"))
                .isBetween(4.0, 8.0);
        assertThat(more.get("examples")).isEqualTo(6 * one.getOrDefault("examples", 0.0));
        assertThat(more.get("validation.auc")).isGreaterThanOrEqualTo(one.get("validation.auc"));
        assertThat(more.get("bestEpoch")).isBetween(1.0, 6.0);
    }

    @Test
    void askingChangesNothingThatIsMeasuredBefore() throws IOException {
        SortedMap<String, Double> asked = figures(Map.of("evaluate.responsiveness", "5"));
        SortedMap<String, Double> plain = figures(Map.of());
        asked.keySet().removeIf(name -> name.startsWith("responsiveness") || name.equals("examplesPerSecond"));
        plain.remove("examplesPerSecond");
        assertThat(asked).isEqualTo(plain);
    }

    private static SortedMap<String, Double> figures(Map<String, String> options) throws IOException {
        Map<String, String> all = new TreeMap<>(Map.of("model.width", "8", "learner.batch-size", "4"));
        all.putAll(options);
        return new Cell(new Setting("x", new TreeMap<>(all)), 1, new Minutes()).figures();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sometimes", "after", "after an hour", "until", "daily PT1H"})
    void scheduleIsRefusedNamingWhatIsAllowed(String learns) {
        assertThatThrownBy(() -> Schedule.parse(learns))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("'" + learns + "'")
                .hasMessageContaining("'after PT1H'");
    }

    @ParameterizedTest
    @CsvSource({
        "evaluate.windows,stale,fresh or late",
        "evaluate.learn,daily,evaluate.learns",
        "evaluate.responsiveness,many,0 to 9999",
        "evaluate.protocol,papers,test-then-train or paper"
    })
    void settingIsRefusedBeforeAnythingRuns(String key, String value, String allowed) {
        Cell cell = new Cell(new Setting("x", new TreeMap<>(Map.of(key, value))), 1, new Minutes());
        assertThatThrownBy(cell::validate)
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining(allowed);
    }
}
