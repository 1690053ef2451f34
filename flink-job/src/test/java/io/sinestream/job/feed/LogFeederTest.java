package io.sinestream.job.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.schema.Codec;
import io.sinestream.schema.PlayEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFeederTest {
    private static final int ROWS = 500;
    private static final int PARTITIONS = 3;

    /** Ids are enough to tell rows apart. */
    private static final Codec<PlayEvent> IDS = new Codec<>() {
        @Override
        public byte[] encode(PlayEvent event) {
            return event.eventId().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public PlayEvent decode(byte[] bytes) {
            throw new UnsupportedOperationException();
        }
    };

    @TempDir
    Path folder;

    /** A topic in memory; it can stop a feed after some records, as a kill does. */
    private static final class Topic implements PlaySink {
        final List<List<String>> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(i -> (List<String>) new ArrayList<String>())
                .toList();
        final AtomicBoolean stopped = new AtomicBoolean();
        int left = Integer.MAX_VALUE;

        @Override
        public void send(int partition, @Nullable String user, byte[] value, boolean isHistory) {
            partitions.get(partition).add(new String(value, StandardCharsets.UTF_8));
            left--;
            stopped.set(left <= 0);
        }

        long[] ends() {
            return partitions.stream().mapToLong(List::size).toArray();
        }
    }

    @Test
    void everyRowOnceAndAUserAlwaysInTheSamePartition() throws IOException {
        Topic topic = new Topic();
        feed(topic, new long[PARTITIONS]);

        assertThat(topic.partitions.stream().flatMap(List::stream))
                .doesNotHaveDuplicates()
                .hasSize(ROWS);
        assertThat(topic.ends()).doesNotContain(0);
        Partitions partitions = new Partitions(PARTITIONS);
        assertThat(partitions.of("42")).isEqualTo(partitions.of("42")).isBetween(0, PARTITIONS - 1);
        assertThat(partitions.of(null)).isEqualTo(partitions.of(null)).isBetween(0, PARTITIONS - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 77, 250, 499, 500})
    void aFeederThatWasKilledContinuesAsIfItHadNotBeen(int killedAfter) throws IOException {
        Topic unbroken = new Topic();
        feed(unbroken, new long[PARTITIONS]);

        Topic broken = new Topic();
        broken.left = killedAfter;
        feed(broken, new long[PARTITIONS]);
        broken.left = Integer.MAX_VALUE;
        broken.stopped.set(false);
        feed(broken, broken.ends());

        assertThat(broken.partitions).isEqualTo(unbroken.partitions);
    }

    @Test
    void aFullTopicGetsNothing() throws IOException {
        Topic topic = new Topic();
        feed(topic, new long[PARTITIONS]);
        List<List<String>> before = topic.partitions.stream().map(List::copyOf).toList();
        feed(topic, topic.ends());

        assertThat(topic.partitions).isEqualTo(before);
    }

    @Test
    void speedFollowsTheLogsOwnTime() {
        Pace pace = new Pace(10);

        assertThat(pace.waitNanos(5_000, 0)).isZero();
        assertThat(pace.waitNanos(6_000, 0)).isEqualTo(100_000_000);
        assertThat(pace.waitNanos(6_000, 150_000_000)).isEqualTo(-50_000_000);
        assertThat(new Pace(Double.POSITIVE_INFINITY).waitNanos(6_000, 0)).isZero();
    }

    @Test
    void aDirectoryIsFedWithTheSameAlways() throws IOException {
        FeedLedger.require(folder, Map.of("files", "abc", "partitions", "1"));
        FeedLedger.require(folder, Map.of("partitions", "1", "files", "abc"));

        assertThatThrownBy(() -> FeedLedger.require(folder, Map.of("files", "abc", "partitions", "2")))
                .isInstanceOf(BadUsageException.class)
                .hasMessageContaining(
                        "--data-dir was fed with files=abc partitions=1, now it is files=abc partitions=2");
    }

    private void feed(Topic topic, long[] there) throws IOException {
        List<String> lines = new ArrayList<>(List.of("user,item,t_ms,watch_ms,duration_ms"));
        for (int i = 0; i < ROWS; i++) {
            lines.add(i % 50 == 7 ? "broken" : i * 31 % 97 + "," + i + "," + i + ",1000,2000");
        }
        Path file = Files.write(folder.resolve("log.csv"), lines);
        LogFiles files = LogFiles.open(List.of(file), LogFormat.GENERIC, Map.of());
        new LogFeeder(files, IDS, there, Double.POSITIVE_INFINITY).feed(topic, topic.stopped);
    }
}
