package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FeedProgressTest {
    private static final TopicPartition FIRST = new TopicPartition("users", 0);
    private static final TopicPartition SECOND = new TopicPartition("items", 0);

    private final FeedProgress progress = new FeedProgress();

    @Test
    void caughtUpWhenEveryPartitionIsReadToWhereItEnded() {
        progress.target(Map.of(FIRST, 10L, SECOND, 0L));
        progress.allKnown();
        progress.reached(FIRST, 9);
        progress.reached(SECOND, 0);
        assertThat(progress.isCaughtUp()).isFalse();
        progress.reached(FIRST, 10);
        assertThat(progress.isCaughtUp()).isTrue();
    }

    @Test
    void notCaughtUpWhileATopicIsMissing() throws InterruptedException {
        progress.target(Map.of(FIRST, 1L));
        progress.reached(FIRST, 5);
        assertThat(progress.await(1)).isFalse();
        progress.allKnown();
        assertThat(progress.await(1)).isTrue();
    }
}
