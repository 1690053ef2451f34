package io.sinestream.job.types;

import io.sinestream.model.TrainingExample;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** The example on its way to the learner: mostly two long arrays of the window's length. */
final class TrainingExampleSerializer extends ImmutableSerializer<TrainingExample> {
    static final TrainingExampleSerializer INSTANCE = new TrainingExampleSerializer();

    private static final long serialVersionUID = 1L;
    private static final long[] NONE = {};
    private static final TrainingExample EMPTY =
            new TrainingExample("", "", "", 0, 0, 0, NONE, NONE, 0, null, NONE, new String[0]);

    private TrainingExampleSerializer() {}

    @Override
    public TrainingExample createInstance() {
        return EMPTY;
    }

    @Override
    public void serialize(TrainingExample example, DataOutputView out) throws IOException {
        StringValue.writeString(example.user(), out);
        StringValue.writeString(example.eventId(), out);
        StringValue.writeString(example.labelRule(), out);
        out.writeLong(example.eventTimeMillis());
        out.writeLong(example.readMillis());
        out.writeLong(example.sequenceNumber());
        out.writeInt(example.history().length);
        writeLongs(example.history(), out);
        writeLongs(example.historySkips(), out);
        out.writeLong(example.target());
        StringValue.writeString(example.targetId(), out);
        out.writeInt(example.skips().length);
        writeLongs(example.skips(), out);
        writeIds(example.skipIds(), out);
    }

    /** NullAway does not see in a class file that an array parameter may be null. */
    @Override
    @SuppressWarnings("NullAway")
    public TrainingExample deserialize(DataInputView in) throws IOException {
        String user = StringValue.readString(in);
        String eventId = StringValue.readString(in);
        String labelRule = StringValue.readString(in);
        long eventTime = in.readLong();
        long read = in.readLong();
        long sequenceNumber = in.readLong();
        int n = in.readInt();
        long[] history = readLongs(n, in);
        long[] historySkips = readLongs(n, in);
        long target = in.readLong();
        @Nullable String targetId = StringValue.readString(in);
        int m = in.readInt();
        long[] skips = readLongs(m, in);
        return new TrainingExample(
                user,
                eventId,
                labelRule,
                eventTime,
                read,
                sequenceNumber,
                history,
                historySkips,
                target,
                targetId,
                skips,
                readIds(m, in));
    }

    private static void writeLongs(long[] values, DataOutputView out) throws IOException {
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static long[] readLongs(int n, DataInputView in) throws IOException {
        if (n == 0) {
            return NONE;
        }
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    private static void writeIds(@Nullable String @Nullable [] ids, DataOutputView out) throws IOException {
        out.writeBoolean(ids != null);
        if (ids != null) {
            for (String id : ids) {
                StringValue.writeString(id, out);
            }
        }
    }

    private static @Nullable String @Nullable [] readIds(int n, DataInputView in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        @Nullable String[] ids = new @Nullable String[n];
        for (int i = 0; i < n; i++) {
            ids[i] = StringValue.readString(in);
        }
        return ids;
    }

    @Override
    public TypeSerializer<TrainingExample> duplicate() {
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrainingExampleSerializer;
    }

    @Override
    public int hashCode() {
        return TrainingExampleSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<TrainingExample> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Format 1. */
    public static final class Snapshot extends VersionedSnapshot<TrainingExample> {
        public Snapshot() {
            super(1);
        }

        @Override
        TypeSerializer<TrainingExample> serializer() {
            return INSTANCE;
        }
    }
}
