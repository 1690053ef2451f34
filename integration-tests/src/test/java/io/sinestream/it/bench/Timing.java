package io.sinestream.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;

/**
 * What a unit of work cost: a view, a user, a step. CPU time is the calling thread's and what figures are made of, since it
 * bears other load on the machine better than the wall clock does.
 */
public record Timing(double cpuSeconds, double wallSeconds) {

    /** Times one call, which says how many units it did. */
    public static Timing of(IntSupplier work) {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        double units = work.getAsInt() * 1e9;
        return new Timing(
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / units,
                (System.nanoTime() - wall) / units);
    }

    /** What the peer answered. */
    static Timing of(JsonNode answer) {
        double units = answer.get("units").asDouble();
        return new Timing(
                answer.get("cpu").asDouble() / units, answer.get("wall").asDouble() / units);
    }
}
