package io.sinestream.job.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.schema.PlayEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFormatTest {
    @TempDir
    Path folder;

    @Test
    void kuaiRandKeepsMillis() throws IOException {
        Path file = file(
                "user_id,video_id,date,time_ms,play_time_ms,duration_ms", "0,7136,20220421,1650615878629,61802,49866");

        assertThat(fields(only(file, LogFormat.KUAIRAND))).isEqualTo(fields("0", "7136", 1650615878629L, 61802, 49866));
    }

    @Test
    void kuaiRecHasSecondsWithAFraction() throws IOException {
        Path file = file(
                "user_id,video_id,play_duration,video_duration,time,date,timestamp,watch_ratio",
                "14,148,4381,6067,2020-07-05 05:27:48.378,20200705,1593898068.378,0.722");

        assertThat(fields(only(file, LogFormat.KUAIREC))).isEqualTo(fields("14", "148", 1593898068378L, 4381, 6067));
    }

    @Test
    void weChatHasDaysAndItsDurationsApart() throws IOException {
        Path plays = file("userid,feedid,date_,device,play,stay", "8,71474,1,1,500,5811", "8,9,2,1,250,300");
        Path info = file("feedid,authorid,videoplayseconds", "71474,0,24");

        List<LogRow> rows = rows(LogFiles.open(List.of(info, plays), LogFormat.WECHAT, Map.of()));

        PlayEvent first = Objects.requireNonNull(rows.get(0).event());
        PlayEvent second = Objects.requireNonNull(rows.get(1).event());
        assertThat(first.durationMillis()).isEqualTo(24_000);
        assertThat(second.durationMillis()).isEqualTo(PlayEvent.NO_DURATION);
        assertThat(second.eventTimeMillis() - first.eventTimeMillis()).isEqualTo(86_400_001);
    }

    @Test
    void genericKnowsTheUsualNamesInAnyOrderAndCase() throws IOException {
        Path file = file("t_ms,USER,item,watch_ms,duration_ms", "173,290,361,12194,35000");

        assertThat(fields(only(file, LogFormat.GENERIC))).isEqualTo(fields("290", "361", 173, 12194, 35000));
    }

    @Test
    void genericTellsSecondsFromMillisBySize() throws IOException {
        Path seconds = file("user,item,timestamp,play_ms,duration_ms", "1,2,1650615878.5,10,20");
        Path millis = file("user,item,timestamp,play_ms,duration_ms", "1,2,1650615878500,10,20");

        assertThat(only(seconds, LogFormat.GENERIC).eventTimeMillis()).isEqualTo(1650615878500L);
        assertThat(only(millis, LogFormat.GENERIC).eventTimeMillis()).isEqualTo(1650615878500L);
    }

    @Test
    void columnsCanBeNamed() throws IOException {
        Path file = file("who;what;when;seen", "a;b;1650615878629;10");
        Map<LogColumn, String> columns =
                LogFiles.columns(Map.of("user", "who", "item", "what", "time", "when", "watch", "seen"));

        LogRow row =
                rows(LogFiles.open(List.of(file), LogFormat.GENERIC, columns)).get(0);

        assertThat(fields(row.event())).isEqualTo(fields("a", "b", 1650615878629L, 10, PlayEvent.NO_DURATION));
    }

    @Test
    void aGzippedFileWithAByteOrderMarkReadsTheSame() throws IOException {
        Path file = folder.resolve("log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\uFEFFuser,item,t_ms,watch_ms,duration_ms\n1,2,3,4,5\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(fields(only(file, LogFormat.GENERIC))).isEqualTo(fields("1", "2", 3, 4, 5));
    }

    @Test
    void anEventIsNamedByTheFilesDigestAndItsRow() throws Exception {
        Path file = file("user,item,t_ms,watch_ms", "1,2,3,4", "5,6,7,8");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        String name = HexFormat.of().formatHex(digest).substring(0, 12);

        assertThat(rows(LogFiles.open(List.of(file), LogFormat.GENERIC, Map.of())))
                .extracting(LogRow::id)
                .containsExactly(name + "-1", name + "-2");
    }

    @Test
    void rowsThatCannotBeReadStayRowsWithANumberAndAReason() throws IOException {
        Path file = file(
                "user,item,t_ms,watch_ms,duration_ms", "1,2,3,soon,5", "", "1", "\"1,2,3", "1,2,3,NaN,5", "7,8,9,10,");
        LogFiles files = LogFiles.open(List.of(file), LogFormat.GENERIC, Map.of());

        List<LogRow> rows = rows(files);

        assertThat(files.rows()).isEqualTo(5);
        assertThat(rows)
                .extracting(LogRow::problem)
                .containsExactly(
                        "watch is 'soon', not a number",
                        "item is missing",
                        "a quote is never closed",
                        "watch is NaN, not a finite number",
                        null);
        assertThat(rows).extracting(row -> row.id().replaceFirst(".*-", "")).containsExactly("1", "2", "3", "4", "5");
        assertThat(rows.get(0).user()).isEqualTo("1");
        assertThat(new String(UnreadableRow.json(rows.get(0)), StandardCharsets.UTF_8))
                .isEqualTo("{\"eventId\":\"" + rows.get(0).id()
                        + "\",\"problem\":\"watch is 'soon', not a number\",\"row\":\"1,2,3,soon,5\"}");
        assertThat(Objects.requireNonNull(rows.get(4).event()).durationMillis()).isEqualTo(PlayEvent.NO_DURATION);
    }

    @Test
    void whatIsMissingIsNamedWithTheNextStep() throws IOException {
        Path file = file("user,thing,t_ms,watch_ms", "1,2,3,4");

        assertThatThrownBy(() -> LogFiles.open(List.of(file), LogFormat.GENERIC, Map.of()))
                .isInstanceOf(BadUsageException.class)
                .hasMessageContaining(file + " has no item column")
                .hasMessageContaining("user, thing, t_ms, watch_ms")
                .hasMessageContaining("--columns item=NAME");
        assertThatThrownBy(() -> LogFiles.open(List.of(file), LogFormat.GENERIC, Map.of(LogColumn.ITEM, "clip")))
                .hasMessageContaining("has no item column clip");
        assertThatThrownBy(() -> LogFiles.columns(Map.of("users", "x")))
                .hasMessageContaining("--columns users=… is unknown");
        assertThatThrownBy(() -> LogFormat.named("csv")).hasMessageContaining("--format csv is unknown");
        Path absent = folder.resolve("absent.csv");
        assertThatThrownBy(() -> LogFiles.open(List.of(absent), LogFormat.GENERIC, Map.of()))
                .isInstanceOf(BadUsageException.class)
                .hasMessageContaining(absent + " does not exist");
        assertThatThrownBy(() -> LogFiles.open(List.of(folder), LogFormat.GENERIC, Map.of()))
                .hasMessageContaining("it is a directory");
    }

    @Test
    void aCutGzipFileIsSeenBeforeAnythingIsFed() throws IOException {
        Path whole = folder.resolve("whole.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write("user,item,t_ms,watch_ms\n1,2,3,4\n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length - 12));

        assertThatThrownBy(() -> LogFiles.open(List.of(cut), LogFormat.GENERIC, Map.of()))
                .isInstanceOf(BadUsageException.class)
                .hasMessageContaining(cut + " cannot be read");
    }

    private Path file(String... lines) throws IOException {
        return Files.write(Files.createTempFile(folder, "log", ".csv"), List.of(lines));
    }

    private static List<Object> fields(String user, String item, long time, long watch, long duration) {
        return List.of(user, item, time, watch, duration);
    }

    private static List<Object> fields(@Nullable PlayEvent event) {
        PlayEvent play = Objects.requireNonNull(event);
        return fields(play.user(), play.item(), play.eventTimeMillis(), play.watchMillis(), play.durationMillis());
    }

    private static PlayEvent only(Path file, LogFormat format) throws IOException {
        List<LogRow> rows = rows(LogFiles.open(List.of(file), format, Map.of()));
        assertThat(rows).hasSize(1);
        return Objects.requireNonNull(rows.get(0).event());
    }

    private static List<LogRow> rows(LogFiles files) throws IOException {
        List<LogRow> all = new ArrayList<>();
        for (LogPart log : files.parts()) {
            try (LogRows rows = log.read()) {
                for (LogRow row = rows.next(); row != null; row = rows.next()) {
                    all.add(row);
                }
            }
        }
        return all;
    }
}
