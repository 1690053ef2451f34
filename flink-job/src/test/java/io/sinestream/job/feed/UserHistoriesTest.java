package io.sinestream.job.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserHistoriesTest {
    private static final String HEADER = "user_id,history_len,last_time_ms,watch_seq,like_seq,long_watch_seq";

    @TempDir
    Path folder;

    @Test
    void everyVideoIsARowBeforeTheLogAndMarked() throws IOException {
        LogFiles log = log().after(histories(HEADER, "7,3,1650615878629,1 2 3,,3 1", "8,1,1650615878630,9,,"), null);
        assertThat(log.rows()).isEqualTo(3);
        assertThat(log.identity()).isNotEqualTo(log().identity());

        List<String> fed = new ArrayList<>();
        new LogFeeder(log, new PlayEventCodec(), new long[1], Double.POSITIVE_INFINITY)
                .feed(
                        (partition, user, value, isHistory) -> fed.add(user + " " + item(value) + " " + isHistory),
                        new AtomicBoolean());

        assertThat(fed).containsExactly("7 3 true", "7 1 true", "7 5 false");
    }

    @Test
    void theColumnWithTheVideosCanBeNamed() throws IOException {
        Path file = histories(HEADER, "7,3,1650615878629,1 2 3,,3 1", "8,1,1650615878630,9,,");
        LogPart all = UserHistories.open(file, "WATCH_seq");
        assertThat(all.rows()).isEqualTo(4);
        try (LogRows rows = all.read()) {
            LogRow row = Objects.requireNonNull(rows.next());
            assertThat(row.event()).isEqualTo(PlayEvent.video(row.id(), "7", "1", 1_650_615_878_629L, 0, -1));
            assertThat(Objects.requireNonNull(rows.next()).id()).isNotEqualTo(row.id());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user,time,seen | has no column views or long_watch_seq or history or watch_seq, its columns are user, time, seen",
                "user,views | has no column last_time_ms",
                "user,time,views | line that cannot be read, number 2",
            })
    void filesThatCannotBeUsedSayWhy(String header, String message) throws IOException {
        Path file = histories(header, "7,yesterday,1 2");
        assertThatThrownBy(() -> UserHistories.open(file, null))
                .isInstanceOf(BadUsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThereSaysSo() {
        assertThatThrownBy(() -> UserHistories.open(folder.resolve("none.csv"), null))
                .isInstanceOf(BadUsageException.class)
                .hasMessageContaining("none.csv does not exist");
    }

    private static String item(byte[] value) {
        try {
            return new PlayEventCodec().decode(value).item();
        } catch (MalformedRecordException e) {
            throw new AssertionError(e);
        }
    }

    private LogFiles log() throws IOException {
        Path file = Files.writeString(
                folder.resolve("log.csv"), "user,item,t_ms,watch_ms,duration_ms\n7,5,1650700000000,1000,2000\n");
        return LogFiles.open(List.of(file), LogFormat.GENERIC, Map.of());
    }

    private Path histories(String... lines) throws IOException {
        return Files.write(folder.resolve("histories.csv"), List.of(lines));
    }
}
