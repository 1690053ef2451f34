package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowIndexTest {
    @Test
    void agreesWithAPlainMapAndReusesRows() {
        RowIndex index = new RowIndex();
        Map<String, Integer> expected = new HashMap<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            int n = random.nextInt(2000);
            String id = n % 3 == 0 ? "id" + n : Integer.toString(n);
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

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "00", "7", "07", "-1", "-2", "999999999999999999", "1000000000000000000", "١", "1 "})
    void everyIdComesBackAsItWas(String id) {
        RowIndex index = new RowIndex();
        index.add("1");
        index.add("zero");
        int row = index.add(id);
        assertThat(index.id(row)).isEqualTo(id);
        assertThat(index.find(id)).isEqualTo(row).isEqualTo(2);
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
