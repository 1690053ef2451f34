package io.sinestream.job.check;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.IllegalConfigurationException;

/** Bounds of options: one line that names the option, the value received, what is allowed and the next step. */
public final class Allowed {
    private Allowed() {}

    /** @throws IllegalConfigurationException unless {@code holds} */
    public static void require(
            boolean holds, ConfigOption<?> option, Object received, String allowed, String nextStep) {
        if (!holds) {
            throw new IllegalConfigurationException(
                    option.key() + " is " + received + ", allowed is " + allowed + ": " + nextStep);
        }
    }

    /** @throws IllegalConfigurationException unless least &le; received &le; most */
    public static void between(ConfigOption<?> option, long received, long least, long most) {
        require(
                received >= least && received <= most,
                option,
                received,
                least + " to " + most,
                "set it within these bounds or leave it out for " + option.defaultValue());
    }

    /** @throws IllegalConfigurationException unless least &le; received &le; most */
    public static void between(ConfigOption<?> option, Duration received, Duration least, Duration most) {
        require(
                received.compareTo(least) >= 0 && received.compareTo(most) <= 0,
                option,
                received.toMillis() + " ms",
                least.toMillis() + " ms to " + most.toMillis() + " ms",
                "set it within these bounds or leave it out for the default");
    }
}
