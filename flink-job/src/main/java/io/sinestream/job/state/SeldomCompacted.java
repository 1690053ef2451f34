package io.sinestream.job.state;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * RocksDB options for state of which a checkpoint changes a little all over the place. Every checkpoint leaves a file on the
 * lowest level; merging those rewrites the levels below, whole, and the next incremental checkpoint uploads them. With
 * {@value #SELDOM} files before a merge instead of 4, checkpoints upload a third less, and state takes up to that many
 * checkpoints' changes more space. Reads look into more files, which bloom filters make cheap.
 *
 * <p>Where most of the state changes from checkpoint to checkpoint, every such file is nearly as large as the state itself:
 * there {@value #OFTEN} files are merged, which costs a rewrite more often and keeps a full checkpoint near the size of what it
 * holds. Which kind it is, an operator says with {@link #mostChangesHere}.
 *
 * <p>Set with {@code state.backend.rocksdb.options-factory}.
 */
public final class SeldomCompacted implements RocksDBOptionsFactory {
    private static final long serialVersionUID = 1L;

    private static final int SELDOM = 8;
    private static final int OFTEN = 2;
    private static final int SLOWDOWN = 24;
    private static final int STOP = 40;

    /** Flink does not tell a factory whose state it is about; but it asks in the thread of the task. */
    private static final ThreadLocal<Integer> FILES_HERE = ThreadLocal.withInitial(() -> SELDOM);

    /**
     * Whether most of the state that this thread opens from now on changes between checkpoints. To be said in the task's
     * thread before the operator's state is opened, and taken back when it is.
     */
    public static void mostChangesHere(boolean most) {
        FILES_HERE.set(most ? OFTEN : SELDOM);
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
