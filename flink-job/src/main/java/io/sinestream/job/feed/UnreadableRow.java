package io.sinestream.job.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The wire form of a row that is no play event: JSON that says what is wrong, which the job rejects like any other. */
final class UnreadableRow {
    private static final JsonFactory JSON = new JsonFactory();

    private UnreadableRow() {}

    static byte[] json(LogRow row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("eventId", row.id());
            json.writeStringField("problem", row.problem());
            json.writeStringField("row", row.text());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
        return bytes.toByteArray();
    }
}
