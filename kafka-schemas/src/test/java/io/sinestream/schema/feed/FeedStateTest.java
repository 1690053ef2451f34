package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.Version;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedStateTest {
    private static final Duration TOMBSTONES = Duration.ofMinutes(1);
    private static final String OTHER = "lineage-2";

    private final FeedState state = new FeedState(user -> true, TOMBSTONES);

    @Test
    void aRecordComesBackAsItWas() {
        for (int sequence = 0; sequence < 6; sequence++) {
            UserSubInterests user = Records.user("u" + sequence, 3, 7, sequence, Records.LINEAGE);
            ItemEmbedding item = Records.item("i" + sequence, 3, 8);
            assertThat(state.apply(user)).isEqualTo(Applied.ACCEPTED);
            assertThat(state.apply(item)).isEqualTo(Applied.ACCEPTED);
            assertThat(state.user(user.user())).get().usingRecursiveComparison().isEqualTo(user);
            assertThat(state.item(item.item())).get().usingRecursiveComparison().isEqualTo(item);
        }
        assertThat(state.user("nobody")).isEmpty();
        assertThat(state.item("nothing")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5, 10, 5, 11, true",
        "5, 10, 5, 10, true",
        "5, 10, 5, 9, false",
        "5, 10, 6, 1, true",
        "5, 10, 4, 99, false"
    })
    void theLargestVersionStays(long epoch, long version, long laterEpoch, long laterVersion, boolean replaces) {
        state.apply(Records.user("u", epoch, version));
        state.apply(Records.item("i", epoch, version));
        Applied expected = replaces ? Applied.ACCEPTED : Applied.STALE;
        assertThat(state.apply(Records.user("u", laterEpoch, laterVersion))).isEqualTo(expected);
        assertThat(state.apply(Records.item("i", laterEpoch, laterVersion))).isEqualTo(expected);
        Version kept = replaces ? new Version(laterEpoch, laterVersion) : new Version(epoch, version);
        assertThat(state.user("u").map(user -> new Version(user.epoch(), user.modelVersion())))
                .contains(kept);
        assertThat(state.item("i").map(item -> new Version(item.epoch(), item.modelVersion())))
                .contains(kept);
    }

    @Test
    void atOneVersionTheUsersSequenceNumberDecides() {
        state.apply(Records.user("u", 1, 5, 8, Records.LINEAGE));
        assertThat(state.apply(Records.user("u", 1, 5, 7, Records.LINEAGE))).isEqualTo(Applied.STALE);
        assertThat(state.apply(Records.user("u", 1, 5, 9, Records.LINEAGE))).isEqualTo(Applied.ACCEPTED);
        assertThat(state.user("u").map(UserSubInterests::sequenceNumber)).contains(9L);
    }

    @Test
    void aTombstoneHoldsAgainstOlderRecordsOnly() {
        state.apply(Records.item("i", 1, 5));
        assertThat(state.deleteItem("i", new Version(1, 4), 0)).isEqualTo(Applied.STALE);
        assertThat(state.item("i")).isPresent();
        assertThat(state.deleteItem("i", new Version(1, 6), 0)).isEqualTo(Applied.REMOVED);
        assertThat(state.item("i")).isEmpty();
        assertThat(state.apply(Records.item("i", 1, 5))).isEqualTo(Applied.STALE);
        assertThat(state.apply(Records.item("i", 1, 6))).isEqualTo(Applied.ACCEPTED);
        assertThat(state.size().tombstones()).isZero();
    }

    @Test
    void aTombstoneThatComesFirstHoldsToo() {
        state.deleteUser("u", new Version(2, 3), 0);
        assertThat(state.apply(Records.user("u", 1, 9))).isEqualTo(Applied.STALE);
        assertThat(state.apply(Records.user("u", 3, 0))).isEqualTo(Applied.ACCEPTED);
    }

    @Test
    void tombstonesAreForgottenWithKafkas() {
        for (int i = 0; i < 1000; i++) {
            state.deleteUser("u" + i, new Version(1, 1), i * 1000L);
        }
        assertThat(state.size().tombstones()).isBetween(60, 70);
    }

    @Test
    void aNewLineageVoidsEverythingOfTheOldOne() {
        state.apply(Records.model(1, 1, Records.LINEAGE, Fusion.SUM, List.of()));
        state.apply(Records.user("u", 1, 5));
        state.apply(Records.item("i", 1, 5));
        assertThat(state.apply(Records.item("j", 2, 1, OTHER, 5))).isEqualTo(Applied.ACCEPTED);
        assertThat(state.user("u")).isEmpty();
        assertThat(state.item("i")).isEmpty();
        assertThat(state.model()).isEmpty();
        assertThat(state.lineage()).isEqualTo(OTHER);
        assertThat(state.apply(Records.user("u", 1, 99))).isEqualTo(Applied.FOREIGN_LINEAGE);
        assertThat(state.apply(Records.item("i", 2, 99))).isEqualTo(Applied.FOREIGN_LINEAGE);
        assertThat(state.apply(Records.model(1, 9, Records.LINEAGE, Fusion.SUM, List.of())))
                .isEqualTo(Applied.FOREIGN_LINEAGE);
    }

    @Test
    void idleUsersOfAnOlderEpochStayWhenTheLineageIsTheSame() {
        state.apply(Records.user("idle", 1, 500));
        state.apply(Records.user("busy", 2, 400));
        assertThat(state.user("idle")).isPresent();
        assertThat(state.apply(Records.user("late", 1, 450))).isEqualTo(Applied.ACCEPTED);
    }

    @Test
    void otherAxesOfTheSameLineageAreMismatched() {
        state.apply(Records.item("i", 1, 1));
        assertThat(state.apply(Records.item("j", 1, 1, Records.LINEAGE, 4))).isEqualTo(Applied.MISMATCHED);
        state.apply(Records.user("u", 1, 1));
        assertThat(state.apply(Records.user("v", 1, 1, 1, Records.LINEAGE, 3, 3, new SplittableRandom(1))))
                .isEqualTo(Applied.MISMATCHED);
        assertThat(state.item("i")).isPresent();
        assertThat(state.user("u")).isPresent();
    }

    @Test
    void theModelsAxesPrevail() {
        state.apply(Records.item("wrong", 1, 1, Records.LINEAGE, 4));
        state.apply(Records.model(1, 1, Records.LINEAGE, Fusion.SUM, List.of()));
        assertThat(state.item("wrong")).isEmpty();
        assertThat(state.apply(Records.item("right", 1, 1))).isEqualTo(Applied.ACCEPTED);
    }

    @Test
    void anUnknownFusionIsMismatchedAndTheOldModelStays() {
        state.apply(Records.model(1, 1, Records.LINEAGE, Fusion.SUM, List.of()));
        assertThat(state.apply(Records.model(1, 2, Records.LINEAGE, "ATTENTION", 2, 3, List.of())))
                .isEqualTo(Applied.MISMATCHED);
        assertThat(state.model().map(model -> model.modelVersion())).contains(1L);
        assertThat(state.apply(Records.model(1, 0, Records.LINEAGE, Fusion.SUM, List.of())))
                .isEqualTo(Applied.STALE);
    }

    @Test
    void onlyUsersAskedForAreHeld() {
        FeedState some = new FeedState(user -> user.startsWith("a"), TOMBSTONES);
        assertThat(some.apply(Records.user("anna", 1, 1))).isEqualTo(Applied.ACCEPTED);
        assertThat(some.apply(Records.user("bob", 1, 1))).isEqualTo(Applied.NOT_HELD);
        assertThat(some.size().users()).isOne();
    }

    @Test
    void everyOutcomeIsCounted() {
        state.apply(Records.item("i", 1, 5));
        state.apply(Records.item("i", 1, 4));
        state.malformed();
        assertThat(state.counts())
                .hasSize(Applied.values().length)
                .containsEntry(Applied.ACCEPTED, 1L)
                .containsEntry(Applied.STALE, 1L)
                .containsEntry(Applied.MALFORMED, 1L)
                .containsEntry(Applied.REMOVED, 0L);
    }

    @Test
    void scoresAreThoseOfTheRecords() {
        UserSubInterests user = Records.user("u", 1, 1);
        ItemEmbedding item = Records.item("i", 1, 1);
        state.apply(user);
        state.apply(item);
        assertThat(state.scores("u", List.of("i"))).isEmpty();
        state.apply(Records.model(1, 1, Records.LINEAGE, Fusion.SIGMOID_SHARE, List.of()));
        state.apply(user);
        state.apply(item);
        assertThat(state.scores("nobody", List.of("i"))).isEmpty();
        assertThat(state.scores("u", List.of("i", "nothing"))).hasValueSatisfying(scores -> {
            assertThat((double) scores[0])
                    .isCloseTo(FusionTest.formula(Fusion.SIGMOID_SHARE, user, item), within(1e-5));
            assertThat(scores[1]).isNaN();
        });
    }

    /** What a plain map would hold after the same records, deletions and re-use of rows included. */
    @Test
    void agreesWithAPlainMapOverARandomHistory() {
        SplittableRandom random = new SplittableRandom(9);
        Map<String, Version> newest = new HashMap<>();
        Map<String, ItemEmbedding> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String id = "i" + random.nextInt(3000);
            Version version = new Version(1 + random.nextInt(3), random.nextInt(100));
            boolean isNewer = !newest.containsKey(id) || newest.get(id).compareTo(version) <= 0;
            if (isNewer) {
                newest.put(id, version);
            }
            if (random.nextInt(3) == 0) {
                assertThat(state.deleteItem(id, version, 0)).isEqualTo(isNewer ? Applied.REMOVED : Applied.STALE);
                if (isNewer) {
                    expected.remove(id);
                }
            } else {
                ItemEmbedding item = Records.item(id, version.epoch(), version.modelVersion());
                assertThat(state.apply(item)).isEqualTo(isNewer ? Applied.ACCEPTED : Applied.STALE);
                if (isNewer) {
                    expected.put(id, item);
                }
            }
        }
        assertThat(state.size().items()).isEqualTo(expected.size());
        expected.forEach((id, item) ->
                assertThat(state.item(id)).get().usingRecursiveComparison().isEqualTo(item));
    }
}
