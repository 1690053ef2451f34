package io.sinestream.job.check;

import io.sinestream.schema.PlayEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A usable play event, or a user's request to be forgotten, and the moment the job read it. Both are one type because the
 * order between a user's plays and their request counts.
 *
 * @param event null for a request to forget the user
 * @param isHistory whether it is an effective view from before the stream, that fills the window only
 * @param readMillis wall clock at which the job read the record; freshness is measured from it
 */
public record ReadPlay(String user, @Nullable PlayEvent event, boolean isHistory, long readMillis) {
    public ReadPlay {
        Objects.requireNonNull(user, "user");
    }

    /** A usable play. */
    public ReadPlay(PlayEvent play, long readMillis) {
        this(play.user(), play, false, readMillis);
    }

    /** A usable view from before the stream. */
    public static ReadPlay history(PlayEvent play, long readMillis) {
        return new ReadPlay(play.user(), play, true, readMillis);
    }

    /** A request to forget everything about the user. */
    public static ReadPlay forget(String user, long readMillis) {
        return new ReadPlay(user, null, false, readMillis);
    }

    public boolean isForget() {
        return event == null;
    }

    /** The play of what is no request to forget. */
    public PlayEvent play() {
        return Objects.requireNonNull(event, "a request to forget a user has no play");
    }
}
