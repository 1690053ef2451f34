package io.sinestream.job.training;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * The learner's figures by name, as an accumulator: the newest map wins, since there is one learner. Numbers are text in
 * the form Java reads back exactly.
 */
@SuppressWarnings("NonApiType") // An accumulator's value must be Serializable, which Map is not.
public final class LearnerSummary implements Accumulator<TreeMap<String, String>, TreeMap<String, String>> {
    /** The accumulator's name. */
    public static final String NAME = "learner.summary";

    private static final long serialVersionUID = 1L;

    // Replaced as a whole: Flink's heartbeat reads it on another thread.
    private volatile TreeMap<String, String> figures = new TreeMap<>();

    void set(Map<String, String> newest) {
        figures = new TreeMap<>(newest);
    }

    @Override
    public void add(TreeMap<String, String> newest) {
        set(newest);
    }

    @Override
    public TreeMap<String, String> getLocalValue() {
        return figures;
    }

    @Override
    public void resetLocal() {
        figures = new TreeMap<>();
    }

    @Override
    public void merge(Accumulator<TreeMap<String, String>, TreeMap<String, String>> other) {
        if (!other.getLocalValue().isEmpty()) {
            figures = other.getLocalValue();
        }
    }

    @Override
    @SuppressWarnings("MissingSuperCall") // The interface asks for a copy; Object's would share nothing worth sharing.
    public LearnerSummary clone() {
        LearnerSummary copy = new LearnerSummary();
        copy.figures = new TreeMap<>(figures);
        return copy;
    }
}
