package io.sinestream.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void belongsToOneRunAtATime() throws IOException {
        try (DataDirectory held = DataDirectory.open(folder)) {
            assertThatThrownBy(() -> DataDirectory.open(folder))
                    .isInstanceOf(BadUsageException.class)
                    .hasMessageContaining("--data-dir " + held.root())
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
        DataDirectory.open(folder).close();
    }

    @Test
    void saysWhenItCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(BadUsageException.class)
                .hasMessageContaining("--data-dir " + file)
                .hasMessageContaining("give a writable directory");
    }

    @Test
    void aTemporaryOneIsGoneAfterwards() throws IOException {
        DataDirectory directory = DataDirectory.temporary();
        Files.writeString(directory.broker().resolve("x"), "x");
        directory.close();

        assertThat(directory.root()).doesNotExist();
    }

    @Test
    void aTemporaryOneLeavesItsLogsWhenTheyAreWanted() throws IOException {
        DataDirectory directory = DataDirectory.temporary();
        Path log = Files.writeString(directory.logs().resolve("x.log"), "x");
        directory.keepLogs();
        directory.close();

        assertThat(log).exists();
        assertThat(directory.broker()).doesNotExist();
        FileTree.delete(directory.root());
    }

    @Test
    void scratchIsWipedAndTheRestStays() throws IOException {
        try (DataDirectory first = DataDirectory.open(folder)) {
            Files.writeString(first.scratch().resolve("x"), "x");
            Files.writeString(first.broker().resolve("x"), "x");
        }
        try (DataDirectory second = DataDirectory.open(folder)) {
            assertThat(second.scratch()).isEmptyDirectory();
            assertThat(second.broker().resolve("x")).exists();
        }
    }

    @Test
    void continuesFromWhatWasCompletedLast() throws IOException {
        complete("checkpoints/job-a/chk-9", 1000);
        complete("savepoints/savepoint-a-1", 2000);
        complete("checkpoints/job-b/chk-10", 3000);
        Files.createDirectories(folder.resolve("checkpoints/job-b/chk-11")); // killed while it was written
        Files.createDirectories(folder.resolve("checkpoints/job-b/shared"));

        try (DataDirectory directory = DataDirectory.open(folder)) {
            assertThat(directory.newestRecoveryPoint()).contains(folder.resolve("checkpoints/job-b/chk-10"));
            assertThat(folder.resolve("checkpoints/job-b/chk-11")).doesNotExist();
            assertThat(folder.resolve("checkpoints/job-b/shared")).exists();
            assertThat(folder.resolve("checkpoints/job-a")).doesNotExist();
            assertThat(directory.savepoints()).isEmptyDirectory();
        }
    }

    @Test
    void aSavepointReplacesTheCheckpointsBeforeIt() throws IOException {
        complete("checkpoints/job-a/chk-9", 1000);
        complete("savepoints/savepoint-a-1", 2000);
        complete("savepoints/savepoint-a-2", 3000);
        Files.createDirectories(folder.resolve("checkpoints/job-b/chk-1"));

        try (DataDirectory directory = DataDirectory.open(folder)) {
            assertThat(directory.newestRecoveryPoint()).contains(folder.resolve("savepoints/savepoint-a-2"));
            assertThat(directory.checkpoints()).isEmptyDirectory();
            assertThat(folder.resolve("savepoints/savepoint-a-1")).doesNotExist();
        }
    }

    @Test
    void startsEmptyWhenNothingWasCompleted() throws IOException {
        try (DataDirectory directory = DataDirectory.open(folder)) {
            assertThat(directory.newestRecoveryPoint()).isEmpty();
        }
    }

    private void complete(String path, long finishedMillis) throws IOException {
        Path metadata = folder.resolve(path).resolve("_metadata");
        Files.createDirectories(folder.resolve(path));
        Files.writeString(metadata, "");
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(finishedMillis));
    }
}
