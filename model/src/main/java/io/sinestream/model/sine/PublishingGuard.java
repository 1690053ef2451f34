package io.sinestream.model.sine;

import io.sinestream.model.quality.InstanceQuality;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Decides whether vectors may be published, by test-then-train AUC over the last instances. Random vectors have a mean AUC
 * of one half: three standard errors below it, what is learned is worse than nothing and publishing pauses; it resumes
 * within one standard error of it, or above. The window is part of the saved state. It never touches what is learned.
 */
final class PublishingGuard {
    private static final double RANDOM = 0.5;
    private static final double PAUSE_AT = 3;
    private static final double RESUME_AT = 1;

    private final float[] last;
    private long seen;
    private boolean paused;

    /** @param window instances looked at; 0 never pauses */
    PublishingGuard(int window) {
        last = new float[window];
    }

    boolean isPaused() {
        return paused;
    }

    /** Takes an instance; one without skips is none. */
    void add(float target, float[] skips) {
        if (last.length == 0 || skips.length == 0) {
            return;
        }
        double[] candidates = new double[skips.length];
        Arrays.setAll(candidates, i -> skips[i]);
        add((float) InstanceQuality.of(target, candidates).auc());
    }

    private void add(float auc) {
        last[(int) (seen % last.length)] = auc;
        seen++;
    }

    /** Looks at the window again; whether publishing paused or resumed by that. */
    boolean hasTurned() {
        boolean before = paused;
        if (last.length > 0 && seen >= last.length) {
            double mean = mean();
            double error = standardError(mean);
            paused = paused ? mean < RANDOM - RESUME_AT * error : mean < RANDOM - PAUSE_AT * error;
        }
        return paused != before;
    }

    private double mean() {
        double sum = 0;
        for (float auc : last) {
            sum += auc;
        }
        return sum / last.length;
    }

    private double standardError(double mean) {
        double squares = 0;
        for (float auc : last) {
            squares += (auc - mean) * (auc - mean);
        }
        return Math.sqrt(squares / last.length / last.length);
    }

    /** The figures behind the last decision. */
    String reason() {
        double mean = mean();
        return String.format(
                Locale.ROOT,
                "test-then-train AUC of the last %,d instances is %.4f (standard error %.4f, random 0.5)",
                last.length,
                mean,
                standardError(mean));
    }

    /** Oldest first. */
    void write(DataOutput out) throws IOException {
        int filled = (int) Math.min(seen, last.length);
        out.writeBoolean(paused);
        out.writeInt(filled);
        for (long i = seen - filled; i < seen; i++) {
            out.writeFloat(last[(int) (i % last.length)]);
        }
    }

    /** Takes over what {@link #write} wrote, the newest of it where the window is shorter now. */
    void read(DataInput in) throws IOException {
        boolean wasPaused = in.readBoolean();
        int filled = in.readInt();
        seen = 0;
        for (int i = 0; i < filled; i++) {
            float auc = in.readFloat();
            if (last.length > 0) {
                add(auc);
            }
        }
        paused = wasPaused && last.length > 0;
    }
}
