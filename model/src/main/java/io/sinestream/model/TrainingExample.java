package io.sinestream.model;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One new effective view as the learner sees it: the user's window <em>as it was before the view</em>, the view itself
 * (the target) and the run of skips since the view before it. Axis legend: n window length, m skips in the run. An example
 * without a target is no view but word that the user is to be forgotten; one without a user and a window, that an item was
 * seen before the stream.
 *
 * <p>Items are {@linkplain ItemKey keys}. A flat record, since it crosses operators; arrays are shared, not copied: never
 * write to them.
 *
 * @param eventId of the target's play event; seeds the random negatives
 * @param readMillis wall clock at which the job read the event; freshness is measured from it
 * @param sequenceNumber which effective view of the user this is, from 1; its negative in word of the skips after it,
 *     which are none when the user's vectors are only wanted once more
 * @param history (n) keys of the last effective views, oldest first; empty for a first view, which only becomes history
 * @param historySkips (n) key of the skip right before each of them, {@link ItemKey#NONE} where there was none
 * @param target key of the view's item, {@link ItemKey#NONE} when the user is to be forgotten
 * @param targetId the target's id where its key is a hash, else null
 * @param skips (m) keys of the run of skips since the user's last effective view, oldest first: the last is the skip
 *     right before the target
 * @param skipIds (m) their ids, empty for those whose key is the id; no entries at all when every key is its id
 */
public record TrainingExample(
        String user,
        String eventId,
        String labelRule,
        long eventTimeMillis,
        long readMillis,
        long sequenceNumber,
        long[] history,
        long[] historySkips,
        long target,
        @Nullable String targetId,
        long[] skips,
        String[] skipIds) {
    private static final long[] NO_KEYS = {};

    public TrainingExample {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(eventId, "eventId");
        if (history.length != historySkips.length) {
            throw new IllegalArgumentException(
                    "history has " + history.length + " items but historySkips " + historySkips.length);
        }
        if (skipIds.length != 0 && skipIds.length != skips.length) {
            throw new IllegalArgumentException("skips has " + skips.length + " items but skipIds " + skipIds.length);
        }
    }

    /** Word that the user is to be forgotten: on their request, or because they were away for too long. */
    public static TrainingExample forget(String user, long readMillis) {
        return new TrainingExample(
                user, "", "", 0, readMillis, 0, NO_KEYS, NO_KEYS, ItemKey.NONE, null, NO_KEYS, new String[0]);
    }

    /** Whether this is no view but word that the user is to be forgotten. */
    public boolean forgetsUser() {
        return target == ItemKey.NONE;
    }

    /** Word that an item was viewed before the stream; it becomes known and nothing is learned from it. */
    public static TrainingExample sighting(
            long item, @Nullable String itemId, String eventId, long eventTimeMillis, long readMillis) {
        return new TrainingExample(
                "",
                eventId,
                "",
                eventTimeMillis,
                readMillis,
                0,
                NO_KEYS,
                NO_KEYS,
                item,
                itemId,
                NO_KEYS,
                new String[0]);
    }

    /** Whether this is no view of the stream but word of an item. */
    public boolean isSighting() {
        return user.isEmpty() && !trains();
    }

    /** Whether this is no new view but word of the skips since the user's latest, which is then the target. */
    public boolean tellsSkips() {
        return sequenceNumber < 0;
    }

    /** The same view by someone whose newest views of the window are not known yet. */
    public TrainingExample withoutNewest(int views) {
        int left = Math.max(0, history.length - views);
        return with(user, eventId, Arrays.copyOf(history, left), Arrays.copyOf(historySkips, left), skips, skipIds);
    }

    /** Whether nothing is new and the user's vectors are wanted once more, with the weights of the moment. */
    public boolean asksAgain() {
        return tellsSkips() && skips.length == 0;
    }

    /** The same view of another event: random items are drawn by its id. */
    public TrainingExample named(String otherEventId) {
        return with(user, otherEventId, history, historySkips, skips, skipIds);
    }

    /** The same view beside other skips, for scoring: their ids are not kept. */
    public TrainingExample withSkips(long[] otherSkips) {
        return with(user, eventId, history, historySkips, otherSkips, new String[0]);
    }

    /** The same view of nobody in particular. */
    public TrainingExample anonymous() {
        return with("", eventId, history, historySkips, skips, skipIds);
    }

    private TrainingExample with(
            String ofUser, String ofEvent, long[] window, long[] windowSkips, long[] run, String[] runIds) {
        return new TrainingExample(
                ofUser,
                ofEvent,
                labelRule,
                eventTimeMillis,
                readMillis,
                sequenceNumber,
                window,
                windowSkips,
                target,
                targetId,
                run,
                runIds);
    }

    /** Whether there is a window to predict the target from. */
    public boolean trains() {
        return history.length > 0 && !tellsSkips();
    }

    /** The id that travels beside the key of the {@code i}-th skip, null where the key is the id. */
    public @Nullable String skipId(int i) {
        return skipIds.length == 0 || skipIds[i].isEmpty() ? null : skipIds[i];
    }

    /** The skip right before the target, {@link ItemKey#NONE} when there was none. */
    public long nearestSkip() {
        return skips.length == 0 ? ItemKey.NONE : skips[skips.length - 1];
    }
}
