package io.sinestream.job.training;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Memory of this process, as Linux and the JVM tell it. Native libraries say nothing of what they hold: what is neither heap,
 * JVM nor buffers is theirs, PyTorch's and RocksDB's above all.
 */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final long UNKNOWN = 0;

    private ProcessMemory() {}

    /** Bytes of physical memory, 0 where there is no {@code /proc}. */
    static long residentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            return UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Bytes that are neither the JVM's nor in its buffers; at least that many, since not all the JVM holds is resident. */
    static long nativeBytes() {
        MemoryMXBean jvm = ManagementFactory.getMemoryMXBean();
        long known = jvm.getHeapMemoryUsage().getCommitted()
                + jvm.getNonHeapMemoryUsage().getCommitted();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            known += pool.getMemoryUsed();
        }
        return Math.max(0, residentBytes() - known);
    }
}
