package io.sinestream.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "123456789012345678"})
    void decimalIdIsItsOwnKey(String id) {
        long key = ItemKey.of(id);
        assertThat(key).isEqualTo(Long.parseLong(id));
        assertThat(ItemKey.idBeside(key, id)).isNull();
        assertThat(ItemKey.id(key, null)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "007", "-1", "1.5", "video", "1234567890123456789", "٣"})
    void anyOtherIdIsHashedAndTravelsBeside(String id) {
        long key = ItemKey.of(id);
        assertThat(ItemKey.isPlain(key)).isFalse();
        assertThat(key).isNotEqualTo(ItemKey.NONE);
        assertThat(ItemKey.id(key, ItemKey.idBeside(key, id))).isEqualTo(id);
    }

    @Test
    void hashesNeverMove() {
        assertThat(ItemKey.of("video-abc")).isEqualTo(ItemKey.of("video-" + "abc"));
        assertThat(ItemKey.of("a")).isNotEqualTo(ItemKey.of("b"));
    }
}
