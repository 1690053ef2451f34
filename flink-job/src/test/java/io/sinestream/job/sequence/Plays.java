package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.schema.PlayEvent;

/** Plays whose label is plain from their watch time. */
final class Plays {
    private Plays() {}

    static ReadPlay view(String user, String item, long time) {
        return play(user, item, time, 9000);
    }

    static ReadPlay skip(String user, String item, long time) {
        return play(user, item, time, 1000);
    }

    static ReadPlay neutral(String user, String item, long time) {
        return play(user, item, time, 4000);
    }

    private static ReadPlay play(String user, String item, long time, long watch) {
        String eventId = user + "/" + item + "@" + time;
        return new ReadPlay(PlayEvent.video(eventId, user, item, time, watch, 10_000), time + 7);
    }
}
