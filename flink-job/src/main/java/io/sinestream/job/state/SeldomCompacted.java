package io.sinestream.job.state;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * RocksDB options for state of which a checkpoint changes a little all over the place. Every checkpoint leaves a file on the
 * lowest level; merging those rewrites the levels below, whole, and the next incremental checkpoint uploads them. With
 * {@value #FILES} files before a merge instead of 4, checkpoints upload a third less, and state takes up to that many
 * checkpoints' changes more space. Reads look into more files, which bloom filters make cheap.
 *
 * <p>Set with {@code state.backend.rocksdb.options-factory}.
 */
public final class SeldomCompacted implements RocksDBOptionsFactory {
    private static final long serialVersionUID = 1L;

    private static final int FILES = 8;

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
        return current;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
        return current.setLevel0FileNumCompactionTrigger(FILES)
                .setLevel0SlowdownWritesTrigger(3 * FILES)
                .setLevel0StopWritesTrigger(5 * FILES);
    }
}
