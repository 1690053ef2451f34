package io.sinestream.schema;

import io.sinestream.schema.SineModel.GoldenTriple;
import io.sinestream.schema.SineModel.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Our records as Avro's generic ones, by field name. */
final class GenericRecords {
    private GenericRecords() {}

    static GenericRecord of(Object value, Schema schema) {
        if (value instanceof PlayEvent play) {
            return play(play, schema);
        } else if (value instanceof UserSubInterests user) {
            return user(user, schema);
        } else if (value instanceof ItemEmbedding item) {
            return item(item, schema);
        }
        return model((SineModel) value, schema);
    }

    private static GenericRecord play(PlayEvent event, Schema schema) {
        return new GenericRecordBuilder(schema)
                .set("eventId", event.eventId())
                .set("user", event.user())
                .set("item", event.item())
                .set("eventTime", event.eventTimeMillis())
                .set("watchMs", event.watchMillis())
                .set("durationMs", event.durationMillis() == PlayEvent.NO_DURATION ? null : event.durationMillis())
                .set("itemKind", symbol(schema, "itemKind", event.kind()))
                .set("explicit", symbol(schema, "explicit", event.explicit()))
                .set("impressionId", event.impressionId())
                .build();
    }

    private static GenericData.EnumSymbol symbol(Schema schema, String field, Enum<?> value) {
        return new GenericData.EnumSymbol(schema.getField(field).schema(), value.name());
    }

    private static GenericRecord user(UserSubInterests user, Schema schema) {
        return new GenericRecordBuilder(schema)
                .set("user", user.user())
                .set("sequenceNumber", user.sequenceNumber())
                .set("epoch", user.epoch())
                .set("modelVersion", user.modelVersion())
                .set("lineage", user.lineage())
                .set("profile", user.profile())
                .set("labelRule", user.labelRule())
                .set("eventTime", user.eventTimeMillis())
                .set("readTime", user.readMillis())
                .set("historyLength", user.historyLength())
                .set("activeSubInterest", user.activeSubInterest())
                .set("cold", user.cold())
                .set("subInterests", user.subInterests())
                .set("width", user.width())
                .set("vectors", AvroReference.littleEndian(user.vectors()))
                .set("relevance", AvroReference.littleEndian(user.relevance()))
                .build();
    }

    private static GenericRecord item(ItemEmbedding item, Schema schema) {
        return new GenericRecordBuilder(schema)
                .set("item", item.item())
                .set("epoch", item.epoch())
                .set("modelVersion", item.modelVersion())
                .set("lineage", item.lineage())
                .set("eventTime", item.eventTimeMillis())
                .set("sightings", item.sightings())
                .set("vector", AvroReference.littleEndian(item.vector()))
                .set("relevance", item.relevance())
                .build();
    }

    private static GenericRecord model(SineModel model, Schema schema) {
        Schema tensor = schema.getField("tensors").schema().getValueType();
        Map<String, GenericRecord> tensors = new LinkedHashMap<>();
        model.tensors().forEach((name, value) -> tensors.put(name, tensor(value, tensor)));
        Schema triple = schema.getField("golden").schema().getElementType();
        List<GenericRecord> golden = new ArrayList<>();
        model.golden().forEach(value -> golden.add(triple(value, triple)));
        return new GenericRecordBuilder(schema)
                .set("epoch", model.epoch())
                .set("modelVersion", model.modelVersion())
                .set("lineage", model.lineage())
                .set("profile", model.profile())
                .set("switches", model.switches())
                .set("fusion", model.fusion())
                .set("subInterests", model.subInterests())
                .set("width", model.width())
                .set("items", model.items())
                .set("tensors", tensors)
                .set("golden", golden)
                .build();
    }

    private static GenericRecord tensor(Tensor tensor, Schema schema) {
        return new GenericRecordBuilder(schema)
                .set("shape", Arrays.stream(tensor.shape()).boxed().toList())
                .set("data", AvroReference.littleEndian(tensor.data()))
                .build();
    }

    private static GenericRecord triple(GoldenTriple triple, Schema schema) {
        return new GenericRecordBuilder(schema)
                .set("userVectors", AvroReference.littleEndian(triple.userVectors()))
                .set("userRelevance", AvroReference.littleEndian(triple.userRelevance()))
                .set("itemVector", AvroReference.littleEndian(triple.itemVector()))
                .set("itemRelevance", triple.itemRelevance())
                .set("score", triple.score())
                .build();
    }
}
