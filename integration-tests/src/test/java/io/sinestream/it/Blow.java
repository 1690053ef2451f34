package io.sinestream.it;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A {@code kill -9}.
 *
 * @param delayMillis how long after the moment
 */
record Blow(Target target, Moment moment, long delayMillis) {
    /** What is killed. */
    enum Target {
        JOB,
        BROKER
    }

    /** What the blow waits for, counted from the blow before it or the start of the run. */
    enum Moment {
        PROCESS_STARTED,
        JOB_SUBMITTED,
        CHECKPOINT_COMPLETE,
        FINAL_SAVEPOINT_BEGUN,
        FINAL_SAVEPOINT_COMPLETE,
        /** All is done but the report. */
        BEFORE_REPORT
    }

    /** A moment of a run that is far from its end: while it starts, restores, or learns. */
    static Blow anywhere(Target target, SplittableRandom random) {
        int kind = random.nextInt(10);
        if (target == Target.JOB && kind == 0) {
            return new Blow(target, Moment.PROCESS_STARTED, random.nextInt(8_000));
        }
        return kind < 4
                ? new Blow(target, Moment.JOB_SUBMITTED, random.nextInt(6_000))
                : new Blow(target, Moment.CHECKPOINT_COMPLETE, random.nextInt(3_000));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %,d ms after %s",
                target,
                delayMillis,
                moment.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
