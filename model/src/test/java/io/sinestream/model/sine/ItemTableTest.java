package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.ItemKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemTableTest {
    private static final int WIDTH = 8;
    private static final Adam ADAM = new Adam(0.01, 0.9, 0.98, 1e-8);

    @Test
    void initialVectorDependsOnTheItemAlone() {
        ItemTable first = table();
        first.sight(7, null, 0);
        first.sight(9, null, 0);
        ItemTable second = table();
        second.sight(9, null, 0);
        assertThat(second.vector(second.rowOf(9))).containsExactly(first.vector(first.rowOf(9)));
        assertThat(first.vector(first.rowOf(7))).isNotEqualTo(first.vector(first.rowOf(9)));
    }

    @Test
    void initialVectorsHaveTheConfiguredDeviation() {
        ItemTable table = table();
        double squares = 0;
        int items = 5_000;
        for (int i = 0; i < items; i++) {
            for (float x : table.vector(table.sight(i, null, 0))) {
                squares += x * x;
            }
        }
        assertThat(Math.sqrt(squares / (items * WIDTH))).isCloseTo(0.1, within(0.002));
    }

    @Test
    void onlyChangedRowsAreDrainedAndRestoreContinuesBitForBit() {
        ItemTable table = table();
        for (int i = 0; i < 3_000; i++) {
            table.sight(i, null, i);
        }
        Map<Long, byte[]> state = new LinkedHashMap<>();
        table.drainDirty(state::put);
        assertThat(state).hasSize(3_000);

        Reals gradient = Reals.of(Precision.FLOAT32, WIDTH);
        for (int d = 0; d < WIDTH; d++) {
            gradient.set(d, d - 3);
        }
        table.update(table.rowOf(2_999), ADAM.at(1, 1), gradient, 0);
        Map<Long, byte[]> increment = new LinkedHashMap<>();
        table.drainDirty(increment::put);
        assertThat(increment).containsOnlyKeys(2_999L);
        state.putAll(increment);

        ItemTable restored = table();
        state.forEach(restored::restore);
        table.update(table.rowOf(2_999), ADAM.at(2, 1), gradient, 0);
        restored.update(restored.rowOf(2_999), ADAM.at(2, 1), gradient, 0);
        assertThat(restored.vector(restored.rowOf(2_999))).containsExactly(table.vector(table.rowOf(2_999)));
        assertThat(restored.allocated()).isEqualTo(3_000);
        assertThat(restored.lastSeenMillis(restored.rowOf(17))).isEqualTo(17);
        Map<Long, byte[]> nothing = new LinkedHashMap<>();
        table().drainDirty(nothing::put);
        assertThat(nothing).isEmpty();
    }

    @Test
    void textIdsComeBackAndCollisionsAreCounted() {
        ItemTable table = table();
        long key = ItemKey.of("video-abc");
        int row = table.sight(key, "video-abc", 5);
        assertThat(table.id(row)).isEqualTo("video-abc");
        assertThat(table.collisions()).isZero();
        table.sight(key, "another", 6);
        assertThat(table.collisions()).isEqualTo(1);
        assertThat(table.sightings(row)).isEqualTo(2);
        ItemTable restored = table();
        table.drainDirty(restored::restore);
        assertThat(restored.id(restored.rowOf(key))).isEqualTo("video-abc");
    }

    @Test
    void rowOfAnotherWidthIsRefused() {
        ItemTable table = table();
        table.sight(1, null, 0);
        ItemTable wider = new ItemTable(WIDTH + 1, ADAM.stateSize(WIDTH + 1), Precision.FLOAT32, 0.1, 42);
        assertThatThrownBy(() -> table.drainDirty(wider::restore))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("width, precision or optimiser differ");
    }

    private static ItemTable table() {
        return new ItemTable(WIDTH, ADAM.stateSize(WIDTH), Precision.FLOAT32, 0.1, 42);
    }
}
