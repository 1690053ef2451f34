package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.Feedback;
import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.PlayEvent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one user did lately: the window of their last effective views, each with the skip right before it, the run of skips
 * since, and which events were seen. {@link #open} makes it another user's; for each event then {@link #admit} and
 * {@link #accept}. {@link HeldSequences} says how it is kept.
 *
 * <p><b>Order.</b> An event strictly earlier than the user's newest is late and put where it belongs, if it is within the
 * late bound; equal times keep the order of arrival. An event beyond the bound is dropped and counted: keeping more would
 * mean times for the whole window. A late view that is still the user's newest view gives an example; one that is not
 * corrects the window only, and is counted: what the learner would test and publish is a window that no longer is the
 * user's. With {@link SequenceOptions#WAIT} events wait for earlier ones first, and what comes within that time is not late.
 *
 * <p><b>Neutral plays</b> are counted and otherwise ignored, as in the authors' data: a skip is right before a view although a
 * neutral play is between them, unless {@link SequenceOptions#NEUTRAL_SEPARATES} is set.
 *
 * <p><b>Reports of one impression.</b> A later report supersedes an earlier one. As long as no example has used the earlier
 * label, it is as if the later report were the only one; after that it is counted, corrects the window and gives no example.
 */
final class UserSequence {
    /** No clean-up is due. */
    static final long NO_CLEAN_UP = 0;

    private static final int VERSION = 1;

    private final int maxRun;
    private final boolean tellsSkips;
    private final boolean neutralSeparates;
    private final long lateBoundMillis;
    private final long ttlMillis;
    private final Tally tally;

    private final SeenEvents seen;
    private final Impressions impressions;
    private final ViewWindow window;
    private final RecentLog recent;
    private final ExampleWriter exampleWriter;

    /** No event has been accepted; then the newest time means nothing. */
    private boolean isEmpty;

    private long newestMillis;
    private long viewCount;
    private long cleanUpMillis;

    /** @param labelRule id of the rule that made the label of the event being accepted */
    UserSequence(SequenceSettings settings, Supplier<String> labelRule, Tally tally) {
        this.maxRun = settings.maxRun();
        this.tellsSkips = settings.tellsSkips();
        this.neutralSeparates = settings.neutralSeparates();
        this.lateBoundMillis = settings.lateBound().toMillis();
        this.ttlMillis = settings.ttl().toMillis();
        this.tally = tally;
        this.seen = new SeenEvents(settings.rememberedEvents());
        this.impressions = new Impressions(settings.rememberedImpressions());
        this.window = new ViewWindow(settings.window(), settings.maxSkipAge());
        this.recent = window.recent();
        this.exampleWriter = new ExampleWriter(window, labelRule);
    }

    /** Turns to a user; null for a new one. */
    void open(byte @Nullable [] bytes) {
        if (bytes == null) {
            clear();
            cleanUpMillis = NO_CLEAN_UP;
            tally.add(Count.USER);
            return;
        }
        StateReader in = new StateReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("user sequence has version " + version + ", known is " + VERSION
                    + ": restore with the version of the job that wrote it");
        }
        isEmpty = in.readByte() != 0;
        newestMillis = in.readLong();
        cleanUpMillis = in.readVarint();
        viewCount = in.readVarint();
        seen.read(in);
        impressions.read(in);
        window.read(in);
    }

    /** The user's recent value after the events accepted since {@link #open}. */
    byte[] toBytes(StateWriter out) {
        out.clear();
        out.writeByte(VERSION);
        out.writeByte(isEmpty ? 1 : 0);
        out.writeLong(newestMillis);
        out.writeVarint(cleanUpMillis);
        out.writeVarint(viewCount);
        seen.write(out);
        impressions.write(out);
        window.write(out);
        return out.toBytes();
    }

    private void clear() {
        isEmpty = true;
        newestMillis = 0;
        viewCount = 0;
        seen.clear();
        impressions.clear();
        window.clear();
    }

    /** Remembers the event; false, and counted, when it was seen before. */
    boolean admit(PlayEvent play) {
        long key = ItemKey.of(play.eventId());
        if (seen.contains(key)) {
            tally.add(Count.DUPLICATE);
            return false;
        }
        seen.add(key);
        return true;
    }

    /** Event time of the newest of the accepted events, or the given one if that is newer. */
    long newestMillis(long otherMillis) {
        return isEmpty ? otherMillis : Math.max(newestMillis, otherMillis);
    }

    /** The event time at which the user will have been away for too long. */
    long expiryMillis() {
        return newestMillis + ttlMillis;
    }

    /** Event time of the user's newest effective view; {@link Long#MAX_VALUE} when there is none. */
    long newestViewMillis() {
        return window.newestViewMillis();
    }

    /** Asks for the user's vectors though nothing is new; null when there is no view. */
    @Nullable TrainingExample again(String user, long nowMillis, OlderViews.Store store) {
        return exampleWriter.again(user, nowMillis, viewCount, store);
    }

    /** When something comes back to look after the user, {@link #NO_CLEAN_UP} when nothing does. */
    long cleanUpMillis() {
        return cleanUpMillis;
    }

    void setCleanUpMillis(long millis) {
        cleanUpMillis = millis;
    }

    /** Whether no event has been accepted yet. */
    boolean isEmpty() {
        return isEmpty;
    }

    /**
     * Takes an admitted event.
     *
     * @return the example of an effective view that is the user's newest, or word of a skip that is the newest where the
     *     learner wants it, else null
     */
    @Nullable TrainingExample accept(ReadPlay read, Feedback label, OlderViews.Store store) {
        PlayEvent play = read.play();
        startAnewAfterAbsence(play.eventTimeMillis());
        String impression = play.impressionId();
        int known = impression == null ? -1 : impressions.find(ItemKey.of(impression));
        if (known >= 0) {
            return supersede(known, read, label, store);
        }
        tally.add(Count.of(label));
        if (!advance(play.eventTimeMillis())) {
            return null;
        }
        if (impression != null) {
            impressions.add(ItemKey.of(impression), ItemKey.of(play.item()), play.eventTimeMillis(), label);
        }
        return put(read, label, store);
    }

    /**
     * Takes an admitted view from before the stream into the window.
     *
     * @return word that its item was seen; null when it is too late to be put anywhere
     */
    @Nullable TrainingExample fill(ReadPlay read, OlderViews.Store store) {
        PlayEvent play = read.play();
        startAnewAfterAbsence(play.eventTimeMillis());
        tally.add(Count.HISTORY);
        if (!advance(play.eventTimeMillis())) {
            return null;
        }
        addView(read, false, store);
        long key = ItemKey.of(play.item());
        return TrainingExample.sighting(
                key, ItemKey.idBeside(key, play.item()), play.eventId(), play.eventTimeMillis(), read.readMillis());
    }

    /** Decided from event times alone, so that it does not matter when state is cleaned up. */
    private void startAnewAfterAbsence(long timeMillis) {
        if (!isEmpty && timeMillis > expiryMillis()) {
            clear();
            tally.add(Count.USER_EXPIRED);
        }
    }

    /** Moves the user's time on; false when the event is too late to be put anywhere. */
    private boolean advance(long timeMillis) {
        if (isEmpty || timeMillis >= newestMillis) {
            isEmpty = false;
            newestMillis = timeMillis;
            return true;
        }
        boolean isTooLate = timeMillis < newestMillis - lateBoundMillis || window.isClosedAt(timeMillis);
        tally.add(isTooLate ? Count.TOO_LATE : Count.LATE);
        return !isTooLate;
    }

    private @Nullable TrainingExample put(ReadPlay read, Feedback label, OlderViews.Store store) {
        if (label.isEffectiveView()) {
            return addView(read, true, store);
        }
        if (label.isSkip()) {
            return addSkip(read, store);
        }
        if (neutralSeparates) {
            addGap(read.play());
        }
        return null;
    }

    private void addGap(PlayEvent play) {
        recent.insertSkip(recent.positionOf(play.eventTimeMillis()), RecentLog.GAP, null, play.eventTimeMillis());
        tally.add(Count.SKIP_DROPPED, recent.shortenRun(maxRun));
    }

    private @Nullable TrainingExample addSkip(ReadPlay read, OlderViews.Store store) {
        PlayEvent play = read.play();
        long key = ItemKey.of(play.item());
        int position = recent.positionOf(play.eventTimeMillis());
        recent.insertSkip(position, key, ItemKey.idBeside(key, play.item()), play.eventTimeMillis());
        tally.add(Count.SKIP_DROPPED, recent.shortenRun(maxRun));
        boolean isNewest = position >= recent.size() - 1;
        return tellsSkips && isNewest ? exampleWriter.afterSkip(read, recent.size(), viewCount, store) : null;
    }

    private @Nullable TrainingExample addView(ReadPlay read, boolean trains, OlderViews.Store store) {
        PlayEvent play = read.play();
        long key = ItemKey.of(play.item());
        int position = recent.positionOf(play.eventTimeMillis());
        viewCount++;
        boolean isNewestView = position > recent.lastView();
        if (trains && !isNewestView) {
            tally.add(Count.LATE_VIEW);
        }
        TrainingExample example =
                trains && isNewestView ? exampleWriter.of(read, key, position, viewCount, store) : null;
        recent.insertView(position, key, play.eventTimeMillis());
        window.settle(newestMillis - lateBoundMillis, store);
        return example;
    }

    private @Nullable TrainingExample supersede(int known, ReadPlay read, Feedback label, OlderViews.Store store) {
        PlayEvent play = read.play();
        tally.add(Count.SUPERSEDED);
        Feedback before = impressions.label(known);
        boolean isEarlier = play.eventTimeMillis() < impressions.time(known);
        if (isEarlier || Count.of(before) == Count.of(label) || !advance(play.eventTimeMillis())) {
            return null;
        }
        tally.add(Count.of(before), -1);
        tally.add(Count.of(label));
        boolean wasTrained = takeOut(known);
        impressions.set(known, ItemKey.of(play.item()), play.eventTimeMillis(), label);
        if (!wasTrained) {
            return put(read, label, store);
        }
        tally.add(Count.CORRECTED);
        return label.isEffectiveView() ? addView(read, false, store) : put(read, label, store);
    }

    /** Takes what was made of an impression out of the log; whether an example has used it. */
    private boolean takeOut(int known) {
        Feedback label = impressions.label(known);
        boolean isNeutral = !label.isEffectiveView() && !label.isSkip();
        if (isNeutral && !neutralSeparates) {
            return false;
        }
        long item = isNeutral ? RecentLog.GAP : impressions.item(known);
        int at = recent.find(label.isEffectiveView(), item, impressions.time(known));
        boolean wasInRun = at > recent.lastView();
        if (at >= 0) {
            recent.remove(at);
        }
        return !isNeutral && !wasInRun;
    }
}
