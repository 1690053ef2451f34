package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.schema.ExplicitFeedback;
import io.sinestream.schema.ItemKind;
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

    /** A report of an impression: 1 s is a skip, 4 s neutral, 9 s an effective view. */
    static ReadPlay report(String user, String item, long time, int seconds, String impression) {
        return report(user, item, time, seconds, impression, ExplicitFeedback.NONE);
    }

    static ReadPlay report(
            String user, String item, long time, int seconds, String impression, ExplicitFeedback explicit) {
        PlayEvent play = new PlayEvent(
                impression + "@" + time,
                user,
                item,
                time,
                1000L * seconds,
                10_000,
                ItemKind.VIDEO,
                explicit,
                impression);
        return new ReadPlay(play, time + 7);
    }

    private static ReadPlay play(String user, String item, long time, long watch) {
        String eventId = user + "/" + item + "@" + time;
        return new ReadPlay(PlayEvent.video(eventId, user, item, time, watch, 10_000), time + 7);
    }
}
