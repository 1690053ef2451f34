package io.sinestream.job.state;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * RocksDB options for state of which a checkpoint changes a little all over the place. Every checkpoint leaves a file on the
 * lowest level; merging those rewrites the levels below, whole, and the next incremental checkpoint uploads them. How many files
 * gather before that, 4 where RocksDB decides, depends on what the state is for:
 *
 * <ul>
 *   <li>{@value #NEVER_READ} where it is written at checkpoints and read at a restore alone, as the learner's: with a million items
 *       merging took more time than writing at {@value #READ}. State takes up to that many checkpoints' changes more space.
 *   <li>{@value #READ} where it is read in between: reads look into more files, which bloom filters make cheap.
 *   <li>{@value #MOST_CHANGES} where most of it changes from checkpoint to checkpoint and each file is nearly as large as the state
 *       itself: a rewrite more often keeps a full checkpoint near the size of what it holds.
 * </ul>
 *
 * <p>Set with {@code state.backend.rocksdb.options-factory}.
 */
public final class SeldomCompacted implements RocksDBOptionsFactory {
    private static final long serialVersionUID = 1L;

    private static final int NEVER_READ = 16;
    private static final int READ = 8;
    private static final int MOST_CHANGES = 2;
    private static final int SLOWDOWN = 24;
    private static final int STOP = 40;

    /** Flink does not tell a factory whose state it is about; but it asks in the thread of the task. */
    private static final ThreadLocal<Integer> FILES_HERE = ThreadLocal.withInitial(() -> NEVER_READ);

    /**
     * That the state which this thread opens from now on is read between restores. To be said in the task's thread before the operator's
     * state is opened, and {@linkplain #notReadHere taken back} when it is.
     *
     * @param mostChanges whether most of it changes between checkpoints
     */
    public static void readHere(boolean mostChanges) {
        FILES_HERE.set(mostChanges ? MOST_CHANGES : READ);
    }

    /** The state which this thread opens from now on is read at a restore alone, as it is where nobody says otherwise. */
    public static void notReadHere() {
        FILES_HERE.remove();
    }

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
        return current;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
        return current.setLevel0FileNumCompactionTrigger(FILES_HERE.get())
                .setLevel0SlowdownWritesTrigger(SLOWDOWN)
                .setLevel0StopWritesTrigger(STOP);
    }
}
