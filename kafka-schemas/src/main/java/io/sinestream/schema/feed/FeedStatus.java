package io.sinestream.schema.feed;

import java.util.Map;

/**
 * How a feed is doing.
 *
 * @param caughtUp whether it has read what was there when it began
 * @param lag records behind the topics' ends, -1 while unknown
 * @param lastRecordMillis when the newest record read was produced, milliseconds since 1970; -1 before the first
 * @param lineage of the newest epoch
 * @param golden how this reader's scores compare with the model's
 * @param counts records by what became of them
 * @param failures how often reading had to start over after an error of the Kafka client
 * @param reloads how often it read all again because the brokers were away for longer than tombstones are kept
 */
public record FeedStatus(
        boolean caughtUp,
        long lag,
        long lastRecordMillis,
        String lineage,
        GoldenCheck golden,
        FeedSize size,
        Map<Applied, Long> counts,
        long failures,
        long reloads) {}
