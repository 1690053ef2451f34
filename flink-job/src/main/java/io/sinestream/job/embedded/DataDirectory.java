package io.sinestream.job.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder a run keeps everything in, owned by one run at a time:
 *
 * <pre>
 * learned-with  the model's switches
 * lock          held while a run lives; the system frees it however the run ends
 * broker/       the broker's log, its ports
 * checkpoints/  Flink's retained checkpoints, one folder per job start
 * savepoints/   what a run that ended in an orderly way left
 * feed/         which logs were fed
 * logs/         what was logged
 * tmp/          scratch of Flink and RocksDB, wiped at each start
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
    /** Below this the broker and the checkpoints soon fail in the middle of a run. */
    static final long LEAST_FREE_BYTES = 512L << 20;

    private final Path root;
    private final boolean temporary;
    private final FileChannel lockFile;
    private boolean keepsLogs;

    private DataDirectory(Path root, boolean temporary, FileChannel lockFile) {
        this.root = root;
        this.temporary = temporary;
        this.lockFile = lockFile;
    }

    /** Takes the folder over, creating what is missing. */
    public static DataDirectory open(Path folder) {
        return open(folder.toAbsolutePath().normalize(), false);
    }

    /** A new folder under the system's temporary one, deleted on {@link #close}. */
    public static DataDirectory temporary() {
        String parent = System.getProperty("java.io.tmpdir");
        try {
            return open(Files.createTempDirectory("sine-stream-"), true);
        } catch (IOException e) {
            throw new BadUsageException(
                    "no temporary folder can be made under " + parent + ": give a writable one with --data-dir", e);
        }
    }

    private static DataDirectory open(Path root, boolean temporary) {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(root);
            requireSpace(root);
            lockFile = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!lock(lockFile)) {
                throw new BadUsageException("--data-dir " + root + " is in use by process " + owner(lockFile)
                        + ": stop that run or give another directory");
            }
            lockFile.truncate(0);
            lockFile.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            DataDirectory directory = new DataDirectory(root, temporary, lockFile);
            directory.prepare();
            return directory;
        } catch (IOException e) {
            closeQuietly(lockFile);
            throw new BadUsageException(
                    "--data-dir " + root + " cannot be written (" + reason(e) + "): give a writable directory", e);
        } catch (RuntimeException e) {
            closeQuietly(lockFile);
            throw e;
        }
    }

    private static void requireSpace(Path root) throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            throw new BadUsageException(
                    "--data-dir " + root + " has " + (free >> 20) + " MiB of free space, a run needs "
                            + (LEAST_FREE_BYTES >> 20) + " MiB or more: free some or give another directory");
        }
    }

    private static boolean lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another run in this very process
        }
    }

    private static String owner(FileChannel file) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        file.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.UTF_8);
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in its place";
        }
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : null;
        return reason == null ? String.valueOf(e.getMessage()) : reason;
    }

    private static void closeQuietly(@Nullable FileChannel file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void prepare() throws IOException {
        FileTree.delete(scratch());
        for (Path folder : new Path[] {scratch(), broker(), checkpoints(), savepoints(), feed(), logs()}) {
            Files.createDirectories(folder);
        }
        RecoveryPoint.removeOthers(checkpoints(), savepoints());
    }

    /** Where the newest state lies that a job can start from; empty before the first checkpoint. */
    public Optional<Path> newestRecoveryPoint() {
        return RecoveryPoint.newest(checkpoints(), savepoints());
    }

    public Path root() {
        return root;
    }

    public Path broker() {
        return root.resolve("broker");
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path savepoints() {
        return root.resolve("savepoints");
    }

    public Path feed() {
        return root.resolve("feed");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path scratch() {
        return root.resolve("tmp");
    }

    public boolean isTemporary() {
        return temporary;
    }

    /** Leaves the logs of a temporary folder, for a run that failed. */
    public void keepLogs() {
        keepsLogs = true;
    }

    /** Gives the folder free for another run, or deletes it when it is temporary. */
    @Override
    public void close() throws IOException {
        try {
            if (!temporary) {
                FileTree.delete(scratch());
            } else if (keepsLogs) {
                for (Path folder : new Path[] {scratch(), broker(), checkpoints(), savepoints(), feed()}) {
                    FileTree.delete(folder);
                }
            } else {
                FileTree.delete(root);
            }
        } finally {
            lockFile.close();
        }
    }
}
