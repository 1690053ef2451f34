package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.PlayEvent;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts examples together: the window before a view, the view, and the run of skips up to it. */
final class ExampleWriter {
    private static final long[] NO_KEYS = {};
    private static final String[] NO_IDS = {};

    private final ViewWindow window;
    private final RecentLog recent;
    private final Supplier<String> labelRule;

    ExampleWriter(ViewWindow window, Supplier<String> labelRule) {
        this.window = window;
        this.recent = window.recent();
        this.labelRule = labelRule;
    }

    /**
     * The example of a view that is not in the window yet.
     *
     * @param target the view's item
     * @param position where the view is going to be in the recent log
     * @param sequenceNumber which view of the user it is
     */
    TrainingExample of(ReadPlay read, long target, int position, long sequenceNumber, OlderViews.Store store) {
        PlayEvent play = read.play();
        OlderViews older = window.older(store);
        int length = window.length(older);
        long[] items = length == 0 ? NO_KEYS : new long[length];
        long[] skipsBefore = length == 0 ? NO_KEYS : new long[length];
        window.copy(older, items, skipsBefore);
        int from = window.runStart(position, play.eventTimeMillis());
        long[] run = run(from, position);
        return new TrainingExample(
                play.user(),
                play.eventId(),
                labelRule.get(),
                play.eventTimeMillis(),
                read.readMillis(),
                sequenceNumber,
                items,
                skipsBefore,
                target,
                ItemKey.idBeside(target, play.item()),
                run,
                runIds(from, run.length));
    }

    /**
     * Word of the run of skips that ends before a position of the log, null when the user has no view yet.
     *
     * @param views how many effective views the user had
     */
    @Nullable TrainingExample afterSkip(ReadPlay read, int end, long views, OlderViews.Store store) {
        PlayEvent play = read.play();
        long[] run = run(window.runStart(end, play.eventTimeMillis()), end);
        return word(play.user(), play.eventId(), play.eventTimeMillis(), read.readMillis(), views, run, store);
    }

    /** Word of no skips: the window's vectors are wanted as of now. Null when the user has no view yet. */
    @Nullable TrainingExample again(String user, long nowMillis, long views, OlderViews.Store store) {
        return word(user, "", window.newestViewMillis(), nowMillis, views, NO_KEYS, store);
    }

    private @Nullable TrainingExample word(
            String user,
            String eventId,
            long timeMillis,
            long readMillis,
            long views,
            long[] run,
            OlderViews.Store store) {
        OlderViews older = window.older(store);
        int length = window.length(older);
        if (length == 0) {
            return null;
        }
        long[] items = new long[length - 1];
        long[] skipsBefore = new long[length - 1];
        long newest = window.copyBeforeNewest(older, items, skipsBefore);
        return new TrainingExample(
                user,
                eventId,
                labelRule.get(),
                timeMillis,
                readMillis,
                -Math.max(1, views),
                items,
                skipsBefore,
                newest,
                null,
                run,
                NO_IDS);
    }

    /** Keys of the log from one position to before another. */
    private long[] run(int from, int end) {
        long[] run = new long[end - from];
        for (int i = 0; i < run.length; i++) {
            run[i] = recent.key(from + i);
        }
        return run;
    }

    /** Empty where the key is the id; none at all where every key is. */
    private String[] runIds(int from, int length) {
        String[] ids = NO_IDS;
        for (int i = 0; i < length; i++) {
            String id = recent.id(from + i);
            if (id != null) {
                if (ids.length == 0) {
                    ids = new String[length];
                    Arrays.fill(ids, "");
                }
                ids[i] = id;
            }
        }
        return ids;
    }
}
