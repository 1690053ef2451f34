package io.sinestream.job.feed;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Which partition a user's events go to: the one Kafka's own partitioner takes for that key. */
final class Partitions {
    private final int count;

    Partitions(int count) {
        this.count = count;
    }

    int of(@Nullable String user) {
        byte[] key = (user == null ? "" : user).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % count;
    }
}
