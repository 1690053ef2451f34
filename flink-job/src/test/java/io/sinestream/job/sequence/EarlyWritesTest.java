package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyWritesTest {
    private static final long INTERVAL = 10_000;

    private long now = 1_000_000;
    private final EarlyWrites<Integer> early = new EarlyWrites<>(() -> now);

    /** Two checkpoints, one interval apart: it knows when to expect the next one. */
    private EarlyWritesTest afterCheckpoints() {
        early.allWritten();
        now += INTERVAL;
        early.allWritten();
        return this;
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            early.add(i);
        }
    }

    private List<Integer> due() {
        List<Integer> due = new ArrayList<>();
        for (Integer next = early.next(); next != null; next = early.next()) {
            due.add(next);
        }
        return due;
    }

    @Test
    void fewAreWrittenShortlyBeforeTheNextCheckpointOldestFirst() {
        afterCheckpoints().add(3);
        now += INTERVAL - EarlyWrites.MARGIN_MILLIS - 1;
        assertThat(due()).isEmpty();
        now++;
        assertThat(due()).containsExactly(0, 1, 2);
        assertThat(due()).isEmpty();
    }

    @Test
    void manyAreBegunEarlierAndDoneWhenItComes() {
        afterCheckpoints().add(50_000);
        now += INTERVAL - EarlyWrites.MARGIN_MILLIS - 5_001;
        assertThat(due()).isEmpty();
        int written = 0;
        for (int i = 0; i < 5_000 + EarlyWrites.MARGIN_MILLIS; i++) {
            now++;
            int ofThisMilli = due().size();
            assertThat(ofThisMilli).isLessThanOrEqualTo(200);
            written += ofThisMilli;
        }
        assertThat(written).isEqualTo(50_000);
    }

    @Test
    void aPauseIsNotMadeUpForAtOnce() {
        afterCheckpoints().add(50_000);
        now += INTERVAL;
        assertThat(due()).hasSize(200);
        assertThat(due()).isEmpty();
        now++;
        assertThat(due()).hasSize(10);
    }

    @Test
    void theYoungestWait() {
        afterCheckpoints();
        now += INTERVAL - 1;
        add(1);
        now += EarlyWrites.REST_MILLIS - 1;
        assertThat(due()).isEmpty();
        now++;
        assertThat(due()).containsExactly(0);
    }

    @Test
    void whatACheckpointWroteIsDone() {
        afterCheckpoints().add(3);
        now += INTERVAL;
        early.allWritten();
        now += INTERVAL;
        assertThat(due()).isEmpty();
    }
}
