package io.sinestream.schema;

import org.apache.avro.Schema;

/** Walks a body along its schema and finds every length, index and end to be sound, allocating nothing. */
final class WireShape {
    private WireShape() {}

    static void check(Schema schema, String field, AvroInput in) throws MalformedRecordException {
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> in.readBoolean(field);
            case INT -> in.readInt(field);
            case LONG -> in.readLong(field);
            case FLOAT -> in.skip(field, Float.BYTES);
            case DOUBLE -> in.skip(field, Double.BYTES);
            case FIXED -> in.skip(field, schema.getFixedSize());
            case STRING, BYTES -> in.skip(field, in.readLength(field));
            case ENUM -> in.readIndex(field, schema.getEnumSymbols().size());
            case UNION ->
                check(
                        schema.getTypes()
                                .get(in.readIndex(field, schema.getTypes().size())),
                        field,
                        in);
            case RECORD -> {
                for (Schema.Field inner : schema.getFields()) {
                    check(inner.schema(), inner.name(), in);
                }
            }
            case ARRAY -> checkBlocks(schema.getElementType(), false, field, in);
            case MAP -> checkBlocks(schema.getValueType(), true, field, in);
        }
    }

    private static void checkBlocks(Schema element, boolean keyed, String field, AvroInput in)
            throws MalformedRecordException {
        for (int count = in.readBlock(field); count > 0; count = in.readBlock(field)) {
            for (int i = 0; i < count; i++) {
                if (keyed) {
                    in.skip(field, in.readLength(field));
                }
                check(element, field, in);
            }
        }
    }
}
