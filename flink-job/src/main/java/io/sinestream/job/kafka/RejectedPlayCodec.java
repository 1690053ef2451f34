package io.sinestream.job.kafka;

import io.sinestream.schema.Codec;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The form of a {@link RejectedPlay} between check and sink should they ever run in different tasks. */
public final class RejectedPlayCodec implements Codec<RejectedPlay> {

    @Override
    public byte[] encode(RejectedPlay play) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            RawPlayCodec.write(play.key(), out);
            RawPlayCodec.write(play.value(), out);
            RawPlayCodec.writeHeaders(play.headers(), out);
            out.writeUTF(play.reason().name());
            out.writeUTF(play.detail());
            out.writeUTF(play.topic());
            out.writeInt(play.partition());
            out.writeLong(play.offset());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    @Override
    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    public RejectedPlay decode(byte[] bytes) throws MalformedRecordException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new RejectedPlay(
                    RawPlayCodec.read(in),
                    RawPlayCodec.read(in),
                    RawPlayCodec.readHeaders(in),
                    RejectReason.valueOf(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readInt(),
                    in.readLong());
        } catch (IOException e) {
            throw new MalformedRecordException(RejectReason.UNDECODABLE, "cut short", e);
        }
    }
}
