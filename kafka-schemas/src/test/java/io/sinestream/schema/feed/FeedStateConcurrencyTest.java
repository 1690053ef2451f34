package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.ItemEmbedding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FeedStateConcurrencyTest {
    private static final int VERSIONS = 30_000;

    /** Every float of version n is n, so a vector read half old and half new would show. */
    @Test
    void readersSeeWholeRecordsThatOnlyGetNewer() {
        FeedState state = new FeedState(user -> true, Duration.ofDays(1));
        ExactSearch search = new ExactSearch(state);
        state.apply(Records.model(1, 1, Records.LINEAGE, Fusion.SUM, List.of()));
        state.apply(Records.user("u", 1, 1));
        state.apply(version(0));
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int version = 1; version <= VERSIONS; version++) {
                state.apply(version(version));
            }
        });
        long last = 0;
        while (last < VERSIONS) {
            ItemEmbedding item = state.item("i").orElseThrow();
            for (float value : item.vector()) {
                assertThat(value).isEqualTo(item.relevance());
            }
            assertThat(item.modelVersion()).isEqualTo((long) item.relevance()).isGreaterThanOrEqualTo(last);
            assertThat(search.top("u", 5, id -> false).orElseThrow()).hasSize(1);
            last = item.modelVersion();
            assertThat(writer).isNotCompletedExceptionally();
        }
    }

    private static ItemEmbedding version(int version) {
        float[] vector = new float[Records.WIDTH];
        Arrays.fill(vector, version);
        return new ItemEmbedding("i", 1, version, Records.LINEAGE, 0, 0, vector, version);
    }
}
