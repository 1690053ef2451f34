package io.sinestream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.UserSubInterests;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PublishedVectorsTest {
    private final PublishedVectors vectors = new PublishedVectors();

    @Test
    void scoresAsPublished() {
        // gamma_1 = s(1.5) / (s(1.5) + s(-0.5)), s(x) = 1 / (1 + e^-x): 0.817574 / (0.817574 + 0.377541)
        assertThat(PublishedVectors.score(user("u", 1, 1, "a"), item("x", 1, 1, "a", 2, 3)))
                .isCloseTo(0.684096 * 2 + 0.315904 * 3, Offset.offset(1e-5));
    }

    @Test
    void theNewestRecordOfTheSameLineageCounts() {
        vectors.user(user("u", 2, 5, "a"));
        vectors.user(user("u", 1, 9, "b")); // an older epoch, though a later version
        vectors.item(item("low", 1, 1, "a", 1, 1));
        vectors.item(item("high", 1, 1, "a", 9, 9));
        vectors.item(item("low", 1, 2, "a", 2, 2));
        vectors.item(item("stranger", 1, 1, "b", 99, 99));

        assertThat(vectors.best("u", 10)).containsExactly("high", "low");
        assertThat(vectors.best("u", 1)).containsExactly("high");
        assertThat(vectors.best("nobody", 1)).isEmpty();
        assertThat(vectors.knows("u")).isTrue();
    }

    private static UserSubInterests user(String id, long epoch, long version, String lineage) {
        float[] unit = {1, 0, 0, 1};
        float[] relevance = {1, -1};
        return new UserSubInterests(
                id, 1, epoch, version, lineage, "streaming", "ratio", 0, 0, 1, 0, false, 2, 2, unit, relevance);
    }

    private static ItemEmbedding item(String id, long epoch, long version, String lineage, float x, float y) {
        return new ItemEmbedding(id, epoch, version, lineage, 0, 1, new float[] {x, y}, 0.5f);
    }
}
