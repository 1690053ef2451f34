package io.sinestream.job.feed;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records a topic's partitions have, given that nothing was ever deleted from them. */
public final class TopicEnds {
    private TopicEnds() {}

    public static long[] of(String bootstrapServers, String topic) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            List<TopicPartition> partitions =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                            .flatMap(description -> description.partitions().stream())
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .toList();
            var ends = admin.listOffsets(
                            partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                    .all()
                    .get();
            long[] counts = new long[partitions.size()];
            ends.forEach((partition, end) -> counts[partition.partition()] = end.offset());
            return counts;
        } catch (ExecutionException e) {
            throw new IOException("the broker does not tell where topic " + topic + " ends: " + e.getMessage(), e);
        }
    }
}
