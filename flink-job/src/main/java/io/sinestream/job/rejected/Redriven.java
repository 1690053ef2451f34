package io.sinestream.job.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sinestream.schema.KeptHeader;
import io.sinestream.schema.RejectedPlay;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The plays of a choice that were sent again. A play sent again carries a header that says where it was read first; these
 * headers on the source topic are the only memory, so a re-drive that was cut short can simply be repeated.
 */
final class Redriven {
    static final String MARKER = "redriven-from";
    static final String TIMES = "redriven-times";

    private static final Set<String> OURS = Set.of(MARKER, TIMES);
    private static final int MOST_DIGITS = 9;

    private static final Pattern PLACE = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    private final Set<Place> places = new HashSet<>();

    /** Where a play was read when it was rejected. */
    private record Place(String topic, int partition, long offset) {}

    /** Notes what a record of a source topic says about itself; most say nothing. */
    void note(String topic, Headers headers) {
        place(topic, headers).ifPresent(places::add);
    }

    /** Whether the play was not sent again yet; from now on it was. */
    boolean isFirstTime(RejectedPlay play) {
        return places.add(new Place(play.topic(), play.partition(), play.offset()));
    }

    /**
     * The play as it is sent again: key, value, headers and partition as they were, since the order within a user is the
     * order within a partition.
     */
    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    static ProducerRecord<byte[], byte[]> record(RejectedPlay play) {
        Headers headers = new RecordHeaders();
        for (KeptHeader header : play.headers()) {
            if (!OURS.contains(header.name())) {
                headers.add(header.name(), header.value());
            }
        }
        headers.add(MARKER, (play.partition() + "-" + play.offset()).getBytes(UTF_8));
        headers.add(TIMES, Integer.toString(times(play) + 1).getBytes(UTF_8));
        return new ProducerRecord<>(play.topic(), play.partition(), null, play.key(), play.value(), headers);
    }

    /** How often the play had been sent again when it was rejected: it keeps its headers. */
    static int times(RejectedPlay play) {
        int times = 0;
        for (KeptHeader header : play.headers()) {
            byte[] value = header.value();
            if (header.name().equals(TIMES) && value != null) {
                String text = new String(value, UTF_8);
                boolean isNumber = text.length() <= MOST_DIGITS && text.matches("\\d+");
                times = isNumber ? Integer.parseInt(text) : times;
            }
        }
        return times;
    }

    private static Optional<Place> place(String topic, Headers headers) {
        Header marker = headers.lastHeader(MARKER);
        if (marker == null || marker.value() == null) {
            return Optional.empty();
        }
        Matcher text = PLACE.matcher(new String(marker.value(), UTF_8));
        return text.matches()
                ? Optional.of(new Place(topic, Integer.parseInt(text.group(1)), Long.parseLong(text.group(2))))
                : Optional.empty();
    }
}
