package io.sinestream.schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Rewrites a body of a past schema as the current schema would have written it, by Avro's own rules of resolution. Slow
 * next to the codecs, and only used while records of a past version are still around.
 */
final class SchemaResolution {
    private final Schema writer;
    private final GenericDatumReader<GenericRecord> reader;
    private final GenericDatumWriter<GenericRecord> rewriter;

    SchemaResolution(Schema writer, Schema current) {
        this.writer = writer;
        this.reader = new GenericDatumReader<>(writer, current);
        this.rewriter = new GenericDatumWriter<>(current);
    }

    /** @param in points at the body inside {@code bytes}; is read to its end */
    byte[] rewrite(byte[] bytes, AvroInput in) throws MalformedRecordException {
        int from = in.position();
        // Avro's reader allocates what a length field says before it looks: let it see sound lengths only.
        WireShape.check(writer, writer.getName(), in);
        in.requireEnd();
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, null);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(body, null);
            rewriter.write(reader.read(null, decoder), encoder);
            return body.toByteArray();
        } catch (IOException | AvroRuntimeException e) {
            throw new MalformedRecordException(
                    RejectReason.UNDECODABLE,
                    "does not resolve from an older schema: " + Shown.text(e.getMessage()),
                    e);
        }
    }
}
