package io.sinestream.schema;

import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Values of {@code play-events}: written as Avro single-object encoding, read as that or as a JSON object, told apart by
 * their first bytes.
 */
public final class PlayEventCodec extends SingleObjectCodec<PlayEvent> {
    private static final int NULL_BRANCH = 0;
    private static final int VALUE_BRANCH = 1;
    private static final int OPTIONAL = 2;

    private final EnumIndex<ItemKind> kinds;
    private final EnumIndex<ExplicitFeedback> explicits;
    private final PlayEventJson json = new PlayEventJson();

    public PlayEventCodec() {
        this(SchemaHistory.of("play-events"));
    }

    PlayEventCodec(SchemaHistory schemas) {
        super(schemas);
        Schema schema = schemas.current();
        kinds = EnumIndex.of(ItemKind.class, schema.getField("itemKind").schema());
        explicits =
                EnumIndex.of(ExplicitFeedback.class, schema.getField("explicit").schema());
    }

    /** As {@link #decode(byte[], Supplier)}, but a JSON event without an id is malformed. */
    @Override
    public PlayEvent decode(byte @Nullable [] bytes) throws MalformedRecordException {
        return decode(bytes, null);
    }

    /**
     * @param bytes null and empty are malformed too, as {@link RejectReason#EMPTY}
     * @param fallbackId names a JSON event that has no {@code eventId}, for instance by its place in the topic; must give
     *     the same id when the same record is read again
     */
    public PlayEvent decode(byte @Nullable [] bytes, @Nullable Supplier<String> fallbackId)
            throws MalformedRecordException {
        if (bytes == null) {
            throw new MalformedRecordException(RejectReason.EMPTY, "the record has no value");
        }
        if (SchemaHistory.isSingleObject(bytes)) {
            return super.decode(bytes);
        }
        int first = firstAfterSpace(bytes);
        if (first == bytes.length) {
            throw new MalformedRecordException(
                    RejectReason.EMPTY, bytes.length == 0 ? "the value has no bytes" : "the value is only white space");
        }
        if (bytes[first] != '{') {
            throw new MalformedRecordException(
                    RejectReason.UNDECODABLE,
                    "neither Avro single-object encoding nor a JSON object: starts with " + Shown.hex(bytes));
        }
        return json.decode(bytes, fallbackId);
    }

    private static int firstAfterSpace(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\n' || bytes[i] == '\r')) {
            i++;
        }
        return i;
    }

    @Override
    void writeBody(PlayEvent event, AvroOutput to) {
        to.writeString(event.eventId());
        to.writeString(event.user());
        to.writeString(event.item());
        to.writeLong(event.eventTimeMillis());
        to.writeLong(event.watchMillis());
        if (event.durationMillis() == PlayEvent.NO_DURATION) {
            to.writeLong(NULL_BRANCH);
        } else {
            to.writeLong(VALUE_BRANCH);
            to.writeLong(event.durationMillis());
        }
        to.writeLong(kinds.index(event.kind()));
        to.writeLong(explicits.index(event.explicit()));
        String impression = event.impressionId();
        if (impression == null) {
            to.writeLong(NULL_BRANCH);
        } else {
            to.writeLong(VALUE_BRANCH);
            to.writeString(impression);
        }
    }

    @Override
    PlayEvent readBody(AvroInput from) throws MalformedRecordException {
        String eventId = from.readString("eventId");
        String user = from.readString("user");
        String item = from.readString("item");
        long eventTime = from.readLong("eventTime");
        long watch = from.readLong("watchMs");
        long duration = from.readIndex("durationMs", OPTIONAL) == NULL_BRANCH
                ? PlayEvent.NO_DURATION
                : from.readLong("durationMs");
        ItemKind kind = kinds.value(from.readIndex("itemKind", kinds.size()));
        ExplicitFeedback explicit = explicits.value(from.readIndex("explicit", explicits.size()));
        String impression =
                from.readIndex("impressionId", OPTIONAL) == NULL_BRANCH ? null : from.readString("impressionId");
        return new PlayEvent(eventId, user, item, eventTime, watch, duration, kind, explicit, impression);
    }
}
