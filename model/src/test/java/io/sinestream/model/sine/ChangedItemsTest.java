package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedItemsTest {
    private final ChangedItems changed = new ChangedItems();
    private final List<Integer> rows = new ArrayList<>();
    private final List<Long> keys = new ArrayList<>();

    @Test
    void eachIsHandedOverOnceInTheOrderOfFirstChange() {
        changed.add(item(7, 3));
        changed.add(item(8, ItemTable.ABSENT));
        changed.add(1);
        changed.add(3);
        changed.add(item(8, ItemTable.ABSENT));
        drain();
        assertThat(rows).containsExactly(3, 1);
        assertThat(keys).containsExactly(8L);
        drain();
        assertThat(rows).hasSize(2);
        assertThat(keys).hasSize(1);
    }

    @Test
    void aRowGivenAwayIsItsNewItemsOnceAndTheOldOneIsGone() {
        changed.add(item(7, 3));
        changed.gone(item(7, 3));
        changed.add(item(9, 3));
        changed.gone(item(5, 4));
        drain();
        assertThat(rows).containsExactly(3);
        assertThat(keys).containsExactly(7L, 5L);
    }

    private void drain() {
        changed.drain(rows::add, keys::add);
    }

    private static KnownItem item(long key, int row) {
        KnownItem item = new KnownItem(key, null);
        item.row = row;
        return item;
    }
}
