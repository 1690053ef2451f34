package io.sinestream.job.types;

import io.sinestream.schema.Codec;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The form of an {@link Update} between the learner and a sink should they ever run in different tasks. */
final class UpdateCodec<T> implements Codec<Update<T>> {
    private static final int ABSENT = -1;

    private final Codec<T> values;

    UpdateCodec(Codec<T> values) {
        this.values = values;
    }

    @Override
    public byte[] encode(Update<T> update) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            T value = update.value();
            write(update.key().getBytes(StandardCharsets.UTF_8), out);
            out.writeLong(update.epoch());
            out.writeLong(update.modelVersion());
            write(value == null ? null : values.encode(value), out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    @Override
    public Update<T> decode(byte[] bytes) throws MalformedRecordException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String key = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            long epoch = in.readLong();
            long modelVersion = in.readLong();
            int length = in.readInt();
            T value = length == ABSENT ? null : values.decode(in.readNBytes(length));
            return new Update<>(key, epoch, modelVersion, value);
        } catch (IOException e) {
            throw new MalformedRecordException(RejectReason.UNDECODABLE, "cut short", e);
        }
    }
}
