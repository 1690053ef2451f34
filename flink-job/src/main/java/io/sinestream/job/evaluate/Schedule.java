package io.sinestream.job.evaluate;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * When what is scored with has learned a view: at once as in the job, or later, as where models are trained beside the stream.
 *
 * @param kind which rule
 * @param time of event time: how long after the view, or how long after the log's first view learning ends
 */
record Schedule(Kind kind, Duration time) {
    /** Rules. */
    enum Kind {
        AT_ONCE,
        AFTER,
        DAILY,
        UNTIL
    }

    private static final long DAY = Duration.ofDays(1).toMillis();

    /**
     * From text: {@code at-once}, {@code after PT1H}, {@code daily} (a day's views at the end of the day, UTC), {@code until P5D} (nothing
     * later than that is learned).
     *
     * @throws IllegalConfigurationException when it is none of them
     */
    static Schedule parse(String text) {
        String[] words = text.strip().split(" +");
        try {
            if (words.length == 1 && words[0].equals("at-once")) {
                return new Schedule(Kind.AT_ONCE, Duration.ZERO);
            }
            if (words.length == 1 && words[0].equals("daily")) {
                return new Schedule(Kind.DAILY, Duration.ZERO);
            }
            if (words.length == 2 && words[0].equals("after")) {
                return new Schedule(Kind.AFTER, Duration.parse(words[1]));
            }
            if (words.length == 2 && words[0].equals("until")) {
                return new Schedule(Kind.UNTIL, Duration.parse(words[1]));
            }
        } catch (DateTimeParseException e) {
            throw bad(text, e);
        }
        throw bad(text, null);
    }

    private static IllegalConfigurationException bad(String text, @Nullable Exception cause) {
        return new IllegalConfigurationException(
                "evaluate.learns is '" + text
                        + "', must be 'at-once', 'daily', 'after PT1H' or 'until P5D' with a time of your" + " own",
                cause);
    }

    boolean isAtOnce() {
        return kind == Kind.AT_ONCE;
    }

    /** Whether a view has been learned by now; times are event times in milliseconds. */
    boolean hasLearned(long view, long now, long start) {
        return switch (kind) {
            case AT_ONCE -> true;
            case AFTER -> view + time.toMillis() <= now;
            case DAILY -> Math.floorDiv(view, DAY) < Math.floorDiv(now, DAY);
            case UNTIL -> view < start + time.toMillis();
        };
    }
}
