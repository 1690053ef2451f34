package io.sinestream.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The one binary form of a {@link TrainingExample}: between operators, and where a half-full batch rests in state. Version
 * byte first; a new field raises the version and the reader keeps understanding the older ones.
 */
public final class TrainingExampleFormat {
    private static final byte VERSION = 1;
    private static final int LARGEST_ARRAY = 1 << 20;

    private TrainingExampleFormat() {}

    /** Appends the example. */
    public static void write(TrainingExample example, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeUTF(example.user());
        out.writeUTF(example.eventId());
        out.writeUTF(example.labelRule());
        out.writeLong(example.eventTimeMillis());
        out.writeLong(example.readMillis());
        out.writeLong(example.sequenceNumber());
        writeKeys(example.history(), out);
        writeKeys(example.historySkips(), out);
        out.writeLong(example.target());
        writeId(example.targetId(), out);
        writeKeys(example.skips(), out);
        out.writeInt(example.skipIds().length);
        for (String id : example.skipIds()) {
            out.writeUTF(id);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static TrainingExample read(DataInput in) throws IOException {
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IOException("training example of version " + version + ", this build reads version " + VERSION
                    + ": restore with the build that wrote it");
        }
        String user = in.readUTF();
        String eventId = in.readUTF();
        String labelRule = in.readUTF();
        long eventTime = in.readLong();
        long read = in.readLong();
        long sequenceNumber = in.readLong();
        long[] history = readKeys(in);
        long[] historySkips = readKeys(in);
        long target = in.readLong();
        String targetId = readId(in);
        long[] skips = readKeys(in);
        String[] ids = new String[length(in.readInt())];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = in.readUTF();
        }
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
                ids);
    }

    private static void writeKeys(long[] keys, DataOutput out) throws IOException {
        out.writeInt(keys.length);
        for (long key : keys) {
            out.writeLong(key);
        }
    }

    private static long[] readKeys(DataInput in) throws IOException {
        long[] keys = new long[length(in.readInt())];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = in.readLong();
        }
        return keys;
    }

    private static int length(int length) throws IOException {
        if (length < 0 || length > LARGEST_ARRAY) {
            throw new IOException("training example with an array of " + length + ": the bytes are damaged");
        }
        return length;
    }

    private static void writeId(@Nullable String id, DataOutput out) throws IOException {
        out.writeBoolean(id != null);
        if (id != null) {
            out.writeUTF(id);
        }
    }

    private static @Nullable String readId(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
