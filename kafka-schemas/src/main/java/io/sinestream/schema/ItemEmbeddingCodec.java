package io.sinestream.schema;

/** Values of {@code item-embeddings}. */
public final class ItemEmbeddingCodec extends SingleObjectCodec<ItemEmbedding> {
    private final RepeatedString lineage = new RepeatedString();

    public ItemEmbeddingCodec() {
        this(SchemaHistory.of("item-embeddings"));
    }

    ItemEmbeddingCodec(SchemaHistory schemas) {
        super(schemas);
    }

    @Override
    void writeBody(ItemEmbedding item, AvroOutput to) {
        to.writeString(item.item());
        to.writeLong(item.epoch());
        to.writeLong(item.modelVersion());
        to.writeString(item.lineage());
        to.writeLong(item.eventTimeMillis());
        to.writeLong(item.sightings());
        to.writeFloats(item.vector());
        to.writeFloat(item.relevance());
    }

    @Override
    ItemEmbedding readBody(AvroInput from) throws MalformedRecordException {
        String item = from.readString("item");
        long epoch = from.readLong("epoch");
        long modelVersion = from.readLong("modelVersion");
        String lineageText = lineage.of(from.readString("lineage"));
        long eventTime = from.readLong("eventTime");
        long sightings = from.readLong("sightings");
        float[] vector = Vectors.finite("vector", from.readFloats("vector"));
        Vectors.axis("vector's length", vector.length);
        float relevance = Vectors.finite("relevance", from.readFloat("relevance"));
        return new ItemEmbedding(item, epoch, modelVersion, lineageText, eventTime, sightings, vector, relevance);
    }
}
