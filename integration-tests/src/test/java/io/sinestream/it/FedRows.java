package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.PlayEventCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a replay left in its play events topic. */
final class FedRows {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private FedRows() {}

    /** Fails unless every row of the log is in the topic once. The ids of events end in the number of the row. */
    static void assertEachOnce(Path dataDirectory, int rows) throws Exception {
        PlayEventCodec codec = new PlayEventCodec();
        List<Integer> numbers = new ArrayList<>();
        try (Broker broker = Broker.start(dataDirectory.resolve("broker"))) {
            for (ConsumerRecord<byte[], byte[]> record : Topic.records(
                    broker.bootstrapServers(), "play-events", PATIENCE, records -> records.size() >= rows)) {
                String id = codec.decode(record.value()).eventId();
                numbers.add(Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)));
            }
        }
        assertThat(numbers).hasSize(rows).doesNotHaveDuplicates();
        assertThat(numbers.stream().mapToInt(n -> n).max()).hasValue(rows);
    }
}
