package io.sinestream.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rocksdb.ColumnFamilyOptions;

/** How many files gather before a merge, by what the thread said of its state. */
class SeldomCompactedTest {
    @AfterEach
    void takeBack() {
        SeldomCompacted.notReadHere();
    }

    @Test
    void mergesMoreOftenTheMoreIsReadAndChanges() throws InterruptedException {
        assertThat(files()).isEqualTo(16);
        SeldomCompacted.readHere(false);
        assertThat(files()).isEqualTo(8);
        SeldomCompacted.readHere(true);
        assertThat(files()).isEqualTo(2);
        int[] elsewhere = new int[1];
        Thread other = new Thread(() -> elsewhere[0] = files());
        other.start();
        other.join();
        assertThat(elsewhere[0]).isEqualTo(16);
        SeldomCompacted.notReadHere();
        assertThat(files()).isEqualTo(16);
    }

    private static int files() {
        try (ColumnFamilyOptions options = new ColumnFamilyOptions()) {
            return new SeldomCompacted().createColumnOptions(options, List.of()).level0FileNumCompactionTrigger();
        }
    }
}
