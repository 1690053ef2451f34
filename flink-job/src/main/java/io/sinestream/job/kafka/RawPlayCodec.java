package io.sinestream.job.kafka;

import io.sinestream.schema.Codec;
import io.sinestream.schema.KeptHeader;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.RejectReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of a {@link RawPlay} should source and check ever run in different tasks; chained, they never use it. */
public final class RawPlayCodec implements Codec<RawPlay> {
    private static final int ABSENT = -1;

    @Override
    public byte[] encode(RawPlay play) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(play.key(), out);
            write(play.value(), out);
            out.writeUTF(play.topic());
            out.writeInt(play.partition());
            out.writeLong(play.offset());
            writeHeaders(play.headers(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    @Override
    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    public RawPlay decode(byte[] bytes) throws MalformedRecordException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new RawPlay(read(in), read(in), in.readUTF(), in.readInt(), in.readLong(), readHeaders(in));
        } catch (IOException e) {
            throw new MalformedRecordException(RejectReason.UNDECODABLE, "cut short", e);
        }
    }

    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    static void writeHeaders(List<KeptHeader> headers, DataOutputStream out) throws IOException {
        out.writeInt(headers.size());
        for (KeptHeader header : headers) {
            out.writeUTF(header.name());
            write(header.value(), out);
        }
    }

    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    static List<KeptHeader> readHeaders(DataInputStream in) throws IOException {
        List<KeptHeader> headers = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.add(new KeptHeader(in.readUTF(), read(in)));
        }
        return headers;
    }

    static void write(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == ABSENT ? null : in.readNBytes(length);
    }
}
