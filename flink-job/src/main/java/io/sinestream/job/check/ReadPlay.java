package io.sinestream.job.check;

import io.sinestream.schema.PlayEvent;
import java.util.Objects;

/**
 * A usable play event and the moment the job read it.
 *
 * @param readMillis wall clock at which the job read the event; freshness is measured from it
 */
public record ReadPlay(PlayEvent play, long readMillis) {
    public ReadPlay {
        Objects.requireNonNull(play, "play");
    }
}
