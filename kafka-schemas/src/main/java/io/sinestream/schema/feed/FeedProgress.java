package io.sinestream.schema.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a feed is: it has caught up once every partition has been read to where it ended when the feed began. Written by
 * the feed's thread, read by any.
 */
final class FeedProgress {
    private final Map<TopicPartition, Long> targets = new HashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile boolean complete;
    private volatile long lag = -1;
    private volatile long lastRecordMillis = -1;

    /** More partitions to read to these ends; after the last batch of them {@link #allKnown} follows. */
    void target(Map<TopicPartition, Long> ends) {
        targets.putAll(ends);
    }

    /** No further partition is missing. */
    void allKnown() {
        complete = true;
        settle();
    }

    void reached(TopicPartition partition, long position) {
        Long target = targets.get(partition);
        if (target != null && position >= target) {
            targets.remove(partition);
            settle();
        }
    }

    void lag(long records) {
        lag = records;
    }

    void record(long timestampMillis) {
        lastRecordMillis = Math.max(lastRecordMillis, timestampMillis);
    }

    private void settle() {
        if (complete && targets.isEmpty()) {
            caughtUp.countDown();
        }
    }

    boolean await(long millis) throws InterruptedException {
        return caughtUp.await(millis, TimeUnit.MILLISECONDS);
    }

    boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Records behind the topics' ends, -1 while unknown. */
    long lag() {
        return lag;
    }

    /** Kafka's timestamp of the newest record read, -1 before the first. */
    long lastRecordMillis() {
        return lastRecordMillis;
    }
}
