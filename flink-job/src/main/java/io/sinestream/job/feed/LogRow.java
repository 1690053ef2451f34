package io.sinestream.job.feed;

import io.sinestream.schema.PlayEvent;
import org.jspecify.annotations.Nullable;

/**
 * One row of a log. A row that is no play event is still a row: it is sent as it is, and the job rejects it with a reason,
 * so that counts add up.
 *
 * @param id unique: the file's digest and the row's number in the file
 * @param user null when not even that could be read
 * @param event null when the row cannot be read
 * @param problem what is wrong with it; null when nothing is
 * @param text the line
 * @param isHistory whether it is a view from before the log
 */
record LogRow(
        String id,
        @Nullable String user,
        @Nullable PlayEvent event,
        @Nullable String problem,
        String text,
        boolean isHistory) {

    static LogRow good(PlayEvent event, String text) {
        return new LogRow(event.eventId(), event.user(), event, null, text, false);
    }

    static LogRow history(PlayEvent view, String text) {
        return new LogRow(view.eventId(), view.user(), view, null, text, true);
    }

    static LogRow bad(String id, @Nullable String user, String problem, String text) {
        return new LogRow(id, user, null, problem, text, false);
    }
}
