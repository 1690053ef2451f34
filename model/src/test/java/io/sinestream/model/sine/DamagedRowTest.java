package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DamagedRowTest {
    private static final int WIDTH = 8;
    private static final Adam ADAM = new Adam(0.01, 0.9, 0.98, 1e-8);

    @Test
    void rowOfAnotherWidthIsRefused() {
        byte[] row = savedRow();
        assertThatThrownBy(() -> table(WIDTH + 1).restore(1, row))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("width, precision or optimiser differ");
    }

    @Test
    void poisonedRowIsRefused() {
        byte[] row = savedRow();
        ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).putFloat(row.length - Float.BYTES, Float.NaN);
        assertThatThrownBy(() -> table(WIDTH).restore(1, row))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("item 1")
                .hasMessageContaining("older checkpoint");
    }

    private static byte[] savedRow() {
        ItemTable table = table(WIDTH);
        table.sight(1, null, 0);
        SavedRows state = new SavedRows();
        table.drainChanges(state);
        return state.rows.getOrDefault(1L, new byte[0]);
    }

    private static ItemTable table(int width) {
        ItemNumbers numbers = new ItemNumbers(width, ADAM.stateSize(width), Precision.FLOAT32);
        VocabularySettings keep = new VocabularySettings(1, Duration.ZERO, 1_000_000);
        return new ItemTable(keep, numbers, 0.1, 42, new LearnerCounts(), false);
    }
}
