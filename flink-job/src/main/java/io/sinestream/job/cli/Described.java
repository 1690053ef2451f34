package io.sinestream.job.cli;

import io.sinestream.schema.UserSubInterests;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Published records in a person's words. */
final class Described {
    private static final int SHOWN_OF_LINEAGE = 8;

    private Described() {}

    /** Whose vectors they are, how new and of what. */
    static String vectors(UserSubInterests user, long nowMillis) {
        return String.format(
                Locale.ROOT,
                "%s  %s  %d vectors of %d views, model version %,d (epoch %d, lineage %s), %s old",
                time(nowMillis),
                user.user(),
                user.subInterests(),
                user.historyLength(),
                user.modelVersion(),
                user.epoch(),
                user.lineage()
                        .substring(0, Math.min(SHOWN_OF_LINEAGE, user.lineage().length())),
                age(nowMillis - user.readMillis()));
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String age(long millis) {
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.max(0, millis) / 1000.0);
        }
        long minutes = millis / 60_000;
        return minutes < 120 ? minutes + " min" : minutes < 2880 ? minutes / 60 + " h" : minutes / 1440 + " d";
    }
}
