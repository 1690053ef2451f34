package io.sinestream.job.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class UpdateTest {
    private final TypeSerializer<Update<ItemEmbedding>> serializer =
            Update.type(ItemEmbeddingCodec::new).createSerializer(new SerializerConfigImpl());

    @Test
    void valuesAndTombstonesSurviveTheWire() throws IOException {
        ItemEmbedding item = new ItemEmbedding("clip", 7, 8, "lineage", 9, 10, new float[] {1, -2}, 0.5f);
        Update<ItemEmbedding> update = roundTrip(new Update<>("clip", 7, 8, item));
        assertThat(update.key()).isEqualTo("clip");
        assertThat(Objects.requireNonNull(update.value()).vector()).containsExactly(1, -2);
        assertThat(roundTrip(Update.tombstone("clip-é", 1L << 40, 3)))
                .isEqualTo(new Update<ItemEmbedding>("clip-é", 1L << 40, 3, null));
    }

    private Update<ItemEmbedding> roundTrip(Update<ItemEmbedding> update) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(update, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
