package io.sinestream.job.sequence;

import io.sinestream.job.check.Allowed;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;

/** {@link SequenceOptions}, read once and within their bounds. */
public record SequenceSettings(int window, int maxRun, int rememberedEvents, Duration lateBound)
        implements Serializable {

    public SequenceSettings {
        Allowed.between(SequenceOptions.WINDOW, window, 1, 1000);
        Allowed.between(SequenceOptions.MAX_RUN, maxRun, 1, 10_000);
        Allowed.between(SequenceOptions.REMEMBERED_EVENTS, rememberedEvents, 0, 4096);
        Allowed.between(SequenceOptions.LATE_BOUND, lateBound, Duration.ZERO, Duration.ofDays(30));
    }

    public static SequenceSettings defaults() {
        return SequenceOptions.settings(new Configuration());
    }
}
