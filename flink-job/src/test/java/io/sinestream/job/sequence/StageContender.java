package io.sinestream.job.sequence;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** One way to take play events from a topic; alone in its process. */
interface StageContender extends AutoCloseable {
    /** Puts the next slice into the topic. */
    void prepare(int events) throws Exception;

    /** Lets the slice be read and waits for its end. */
    Slice run(int events) throws Exception;

    /** Bytes per user of the newest checkpoint, its shared files included; 0 without one. */
    long checkpointBytes() throws Exception;

    @Override
    void close() throws IOException;

    /**
     * What a slice took.
     *
     * @param cpuNanos of the whole process: collector, compiler and RocksDB's threads included
     */
    record Slice(int events, long wallNanos, long cpuNanos) {
        static Slice of(int events, Work work) throws Exception {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = system.getProcessCpuTime();
            long wallNanos = work.untilTheEnd();
            return new Slice(events, wallNanos, system.getProcessCpuTime() - cpu);
        }

        double perSecond() {
            return events * 1e9 / wallNanos;
        }

        double perCpuSecond() {
            return events * 1e9 / cpuNanos;
        }
    }

    /** Does a slice's work and says how long the events took. */
    interface Work {
        long untilTheEnd() throws Exception;
    }
}
