package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowIndexTest {
    @Test
    void agreesWithAPlainMapAndReusesRows() {
        RowIndex index = new RowIndex();
        Map<String, Integer> expected = new HashMap<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            String id = Integer.toString(random.nextInt(2000));
            if (random.nextBoolean()) {
                int row = index.add(id);
                Integer before = expected.put(id, row);
                assertThat(before == null || before == row).isTrue();
                assertThat(index.id(row)).isEqualTo(id);
            } else {
                index.remove(id);
                expected.remove(id);
            }
            assertThat(index.size()).isEqualTo(expected.size());
        }
        BitSet rows = new BitSet();
        expected.forEach((id, row) -> {
            assertThat(index.find(id)).isEqualTo(row);
            rows.set(row);
        });
        assertThat(rows.cardinality()).isEqualTo(expected.size());
        assertThat(index.end()).isLessThanOrEqualTo(2000);
        assertThat(index.find("absent")).isEqualTo(RowIndex.NONE);
    }

    /** "Aa" and "BB" share a hash code, and so does every mix of them. */
    @Test
    void idsOfOneHashAreToldApart() {
        RowIndex index = new RowIndex();
        String[] ids = {"AaAa", "AaBB", "BBAa", "BBBB"};
        for (String id : ids) {
            index.add(id);
        }
        index.remove("AaBB");
        assertThat(index.find("AaBB")).isEqualTo(RowIndex.NONE);
        assertThat(index.find("AaAa")).isEqualTo(0);
        assertThat(index.find("BBAa")).isEqualTo(2);
        assertThat(index.find("BBBB")).isEqualTo(3);
        assertThat(index.add("new")).isEqualTo(1);
    }
}
