package io.sinestream.model.sine;

import java.time.Duration;

/** Bounds of settings; each message names the setting, the value and the allowed range. */
final class Settings {
    private Settings() {}

    static double positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(option + " = " + value + ": must be a finite number above 0");
        }
        return value;
    }

    static double notNegative(String option, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    option + " = " + value + ": must be a finite number of at least 0; 0 switches it off");
        }
        return value;
    }

    static double within(String option, double value, double low, double highExclusive) {
        if (!(value >= low && value < highExclusive)) {
            throw new IllegalArgumentException(
                    option + " = " + value + ": must be at least " + low + " and below " + highExclusive);
        }
        return value;
    }

    static Duration between(String option, Duration value, Duration low, Duration high) {
        if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            throw new IllegalArgumentException(
                    option + " = " + value + ": must be from " + low + " to " + high + " (ISO-8601 durations)");
        }
        return value;
    }

    static int between(String option, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(option + " = " + value + ": must be from " + low + " to " + high);
        }
        return value;
    }
}
