package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedItemsTest {
    private final ChangedItems changed = new ChangedItems();
    private final List<Integer> rows = new ArrayList<>();
    private final List<Long> keys = new ArrayList<>();

    @Test
    void eachIsTakenOnce() {
        changed.add(item(7, 3));
        changed.add(item(8, ItemTable.ABSENT));
        changed.add(1);
        changed.add(3);
        changed.add(item(8, ItemTable.ABSENT));
        take();
        assertThat(rows).containsExactly(1, 3);
        assertThat(keys).containsExactly(8L);
        take();
        assertThat(rows).hasSize(2);
        assertThat(keys).hasSize(1);
    }

    @Test
    void aRowGivenAwayIsItsNewItemsOnceAndTheOldOneIsGone() {
        changed.add(item(7, 3));
        changed.gone(item(7, 3));
        changed.add(item(9, 3));
        changed.gone(item(5, 4));
        take();
        assertThat(rows).containsExactly(3);
        assertThat(keys).containsExactly(7L, 5L);
    }

    private void take() {
        Arrays.stream(changed.takeRows()).forEach(rows::add);
        Arrays.stream(changed.takeKeys()).forEach(keys::add);
    }

    private static KnownItem item(long key, int row) {
        KnownItem item = new KnownItem(key, null);
        item.row = row;
        return item;
    }
}
