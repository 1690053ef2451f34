package io.sinestream.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A rejected play as a Kafka record and back: the original key and value untouched, so that it can be produced again once
 * repaired, its own headers, and in headers after those, all of them text, why it was rejected and where it came from.
 */
public final class RejectedPlayRecords {
    public static final String REASON = "reason";
    public static final String DETAIL = "detail";
    public static final String SOURCE_TOPIC = "source-topic";
    public static final String SOURCE_PARTITION = "source-partition";
    public static final String SOURCE_OFFSET = "source-offset";

    private static final Set<String> OURS = Set.of(REASON, DETAIL, SOURCE_TOPIC, SOURCE_PARTITION, SOURCE_OFFSET);

    private RejectedPlayRecords() {}

    /** The record for the topic of this name. Has no timestamp of its own: the producer's clock stamps it. */
    public static ProducerRecord<byte[], byte[]> toRecord(String topic, RejectedPlay play) {
        Headers headers = new RecordHeaders();
        play.headers().forEach(header -> headers.add(header.name(), header.value()));
        headers.add(REASON, play.reason().name().getBytes(UTF_8))
                .add(DETAIL, play.detail().getBytes(UTF_8))
                .add(SOURCE_TOPIC, play.topic().getBytes(UTF_8))
                .add(SOURCE_PARTITION, Integer.toString(play.partition()).getBytes(UTF_8))
                .add(SOURCE_OFFSET, Long.toString(play.offset()).getBytes(UTF_8));
        return new ProducerRecord<>(topic, null, null, play.key(), play.value(), headers);
    }

    /** @throws MalformedRecordException when a header is missing or unreadable, as in a record somebody else produced */
    public static RejectedPlay of(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
        Headers headers = record.headers();
        return new RejectedPlay(
                record.key(),
                record.value(),
                before(headers),
                reason(text(REASON, headers)),
                text(DETAIL, headers),
                text(SOURCE_TOPIC, headers),
                Math.toIntExact(number(SOURCE_PARTITION, Integer.MAX_VALUE, headers)),
                number(SOURCE_OFFSET, Long.MAX_VALUE, headers));
    }

    /** The headers the play had: all but the last of each name of ours. */
    private static List<KeptHeader> before(Headers headers) {
        List<KeptHeader> kept = new ArrayList<>();
        Set<String> found = new HashSet<>();
        List<KeptHeader> all = KeptHeader.all(headers);
        for (int i = all.size() - 1; i >= 0; i--) {
            String name = all.get(i).name();
            if (!OURS.contains(name) || !found.add(name)) {
                kept.add(0, all.get(i));
            }
        }
        return kept;
    }

    private static RejectReason reason(String name) throws MalformedRecordException {
        for (RejectReason reason : RejectReason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        throw new MalformedRecordException(
                RejectReason.WRONG_TYPE, "header " + REASON + " is no known reason: " + Shown.text(name));
    }

    private static long number(String name, long max, Headers headers) throws MalformedRecordException {
        String text = text(name, headers);
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message as a number out of range.
        }
        throw new MalformedRecordException(
                RejectReason.WRONG_TYPE,
                "header " + name + " must be a whole number from 0 to " + max + ", got " + Shown.text(text));
    }

    private static String text(String name, Headers headers) throws MalformedRecordException {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new MalformedRecordException(RejectReason.MISSING_FIELD, "header " + name + " is absent");
        }
        return new String(header.value(), UTF_8);
    }
}
