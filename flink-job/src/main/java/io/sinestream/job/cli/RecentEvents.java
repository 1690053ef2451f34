package io.sinestream.job.cli;

import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.job.kafka.RegistryOptions;
import io.sinestream.job.kafka.RegistrySettings;
import io.sinestream.job.rejected.TopicReader;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import io.sinestream.schema.RegistryCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A user's plays among the last records of the play events' topic. */
final class RecentEvents {
    /** How far back in each partition. */
    private static final long RECORDS = 100_000;

    private final String user;
    private final @Nullable RegistryCodec<PlayEvent> framed;
    private final PlayEventCodec codec = new PlayEventCodec();
    private final List<PlayEvent> plays = new ArrayList<>();

    private RecentEvents(String user, @Nullable RegistryCodec<PlayEvent> framed) {
        this.user = user;
        this.framed = framed;
    }

    /** Reads them; none when there is no such topic. */
    static RecentEvents of(Configuration config, String user) {
        String topic = config.get(KafkaOptions.PLAY_EVENTS);
        RegistrySettings registry = RegistryOptions.settings(config);
        RecentEvents recent =
                new RecentEvents(user, registry == null ? null : registry.codec(new PlayEventCodec(), topic));
        try (TopicReader reader = new TopicReader(KafkaOptions.clientProperties(config))) {
            Map<TopicPartition, Long> ends = reader.ends(topic);
            Map<TopicPartition, Long> from = new HashMap<>();
            ends.forEach((partition, end) -> from.put(partition, Math.max(0, end - RECORDS)));
            reader.read(from, ends, recent::add);
        }
        recent.plays.sort(Comparator.comparingLong(PlayEvent::eventTimeMillis));
        return recent;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            byte[] value = framed == null ? record.value() : framed.plain(record.value());
            PlayEvent play = codec.decode(value, () -> record.partition() + "-" + record.offset());
            if (play.user().equals(user)) {
                plays.add(play);
            }
        } catch (MalformedRecordException e) {
            // The job has put it among the rejected ones.
        }
    }

    /** Oldest first. */
    List<PlayEvent> plays() {
        return plays;
    }

    /** What was played. */
    Set<String> items() {
        Set<String> items = new LinkedHashSet<>();
        plays.forEach(play -> items.add(play.item()));
        return items;
    }
}
