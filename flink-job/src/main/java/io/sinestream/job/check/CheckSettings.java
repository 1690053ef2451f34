package io.sinestream.job.check;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;

/** {@link CheckOptions}, read once and within their bounds. */
public record CheckSettings(
        int maxRecordBytes, int maxIdLength, Duration maxWatch, Duration futureSkew, boolean acceptAncient)
        implements Serializable {

    public CheckSettings {
        Allowed.between(CheckOptions.MAX_RECORD_BYTES, maxRecordBytes, 64, 16 * 1024 * 1024);
        Allowed.between(CheckOptions.MAX_ID_LENGTH, maxIdLength, 1, 4096);
        Allowed.between(CheckOptions.MAX_WATCH, maxWatch, Duration.ofSeconds(1), Duration.ofDays(7));
        Allowed.between(CheckOptions.FUTURE_SKEW, futureSkew, Duration.ZERO, Duration.ofDays(365));
    }

    public static CheckSettings defaults() {
        return CheckOptions.settings(new Configuration());
    }
}
