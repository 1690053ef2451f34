package io.sinestream.model.sine;

import io.sinestream.model.Mix;
import io.sinestream.model.TrainingExample;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a user's ranking answers to one play. Each user is forked: the same item, of middling rank for them, is skipped, viewed,
 * or neither; then every fork views the same next item, and learns. Reported are the mean ranks, among all items that the
 * user has not viewed and from 0, of the item and of its nearest neighbours: before, at once, and after the next view.
 *
 * <p>All users of a fork share a learner, so they learn from one another, as they do in a stream; so does the fork that is fed
 * neither, beside which the others are to be read.
 */
public final class Responsiveness {
    private static final int START_RANK = 30;
    private static final int NEIGHBOURS = 5;
    private static final long[] NONE = {};

    private final SineLearner before;
    private final List<Asked> users = new ArrayList<>();

    /** A user, the item that is played and those near it, and what is viewed next; keys. */
    private record Asked(TrainingExample latest, long item, long[] neighbours, long next) {}

    /** What became of the item. */
    private enum Fork {
        SKIPPED,
        VIEWED,
        NEITHER
    }

    private Responsiveness(SineLearner before, List<TrainingExample> latest, long seed) {
        this.before = before;
        for (TrainingExample view : latest) {
            users.add(ask(view, seed));
        }
    }

    /**
     * Measures it; of {@code learned} all items count as changed no more.
     *
     * @param learned has learned with these settings and was never saved; it is not changed
     * @param latest the newest view of each user who is asked, with a window
     * @return mean ranks by {@code before|atOnce|afterNext.fork.item|neighbours}
     */
    public static SortedMap<String, Double> of(
            SineSettings model, LearnerSettings settings, SineLearner learned, List<TrainingExample> latest) {
        Responsiveness asked = new Responsiveness(learned, latest, settings.seed());
        SortedMap<String, Double> figures = new TreeMap<>();
        Scorer scorer = learned.scorer();
        asked.report(figures, "before", user -> scorer.window(user.latest), scorer);
        asked.report(
                figures,
                "atOnce.skipped",
                user -> scorer.reacting(turned(scorer.window(user.latest), skip(user.latest, new long[] {user.item}))),
                scorer);
        asked.report(figures, "atOnce.viewed", user -> scorer.window(view(user.latest, user.item, NONE)), scorer);
        Map<Long, byte[]> rows = new LinkedHashMap<>();
        Map<Long, byte[]> views = new LinkedHashMap<>();
        LearnerParts parts = learned.parts();
        byte[] core = parts.core();
        parts.drainRows(into(rows));
        parts.drainViews(into(views));
        for (Fork fork : Fork.values()) {
            try (SineLearner forked = new SineLearner(model, settings)) {
                forked.parts().restoreCore(core);
                rows.forEach(forked.parts()::restoreRow);
                views.forEach(forked.parts()::restoreView);
                asked.users.forEach(user -> feed(fork, user, forked));
                forked.finish(new NoReaders());
                asked.report(
                        figures,
                        "afterNext." + fork.name().toLowerCase(java.util.Locale.ROOT),
                        user -> forked.scorer().window(last(fork, user)),
                        forked.scorer());
            }
        }
        return figures;
    }

    private static RowSink into(Map<Long, byte[]> kept) {
        return new RowSink() {
            @Override
            public void put(long key, byte[] row) {
                kept.put(key, row);
            }

            @Override
            public void remove(long key) {
                kept.remove(key);
            }
        };
    }

    private static void feed(Fork fork, Asked user, SineLearner learner) {
        if (fork == Fork.VIEWED) {
            learner.add(view(user.latest, user.item, NONE), new NoReaders());
        }
        learner.add(last(fork, user), new NoReaders());
    }

    private static TrainingExample last(Fork fork, Asked user) {
        return switch (fork) {
            case SKIPPED -> view(user.latest, user.next, new long[] {user.item});
            case VIEWED -> view(view(user.latest, user.item, NONE), user.next, NONE);
            case NEITHER -> view(user.latest, user.next, NONE);
        };
    }

    /** The item of middling rank, those near it and another, drawn, none of which the user has viewed. */
    private Asked ask(TrainingExample latest, long seed) {
        Scorer scorer = before.scorer();
        UserVectors user = scorer.window(latest);
        List<Long> ranked = new ArrayList<>(unseen(latest, scorer.items()));
        ranked.sort(Comparator.comparingDouble(item -> -scorer.score(user, item)));
        long item = ranked.get(Math.min(START_RANK, ranked.size() / 2));
        ItemTable items = scorer.items();
        float[] centre = items.vector(items.rowOf(item));
        long[] neighbours = ranked.stream()
                .filter(other -> other != item)
                .sorted(Comparator.comparingDouble(other -> -cosine(centre, items.vector(items.rowOf(other)))))
                .limit(NEIGHBOURS)
                .mapToLong(other -> other)
                .toArray();
        ranked.remove(item);
        long next = ranked.get(Mix.below(Mix.at(seed, latest.target()), ranked.size()));
        return new Asked(latest, item, neighbours, next);
    }

    private static List<Long> unseen(TrainingExample latest, ItemTable items) {
        LongSet seen = new LongOpenHashSet(latest.history());
        seen.add(latest.target());
        List<Long> unseen = new ArrayList<>();
        for (int row : items.rowsByKey()) {
            if (items.isItem(row) && !seen.contains(items.key(row))) {
                unseen.add(items.key(row));
            }
        }
        return unseen;
    }

    @FunctionalInterface
    private interface Readers {
        UserVectors of(Asked user);
    }

    private void report(SortedMap<String, Double> figures, String name, Readers readers, Scorer scorer) {
        double item = 0;
        double neighbours = 0;
        for (Asked user : users) {
            UserVectors vectors = readers.of(user);
            double[] scores = unseen(user.latest, scorer.items()).stream()
                    .mapToDouble(other -> scorer.score(vectors, other))
                    .toArray();
            item += rank(scores, scorer.score(vectors, user.item));
            neighbours += Arrays.stream(user.neighbours)
                    .mapToDouble(other -> rank(scores, scorer.score(vectors, other)))
                    .average()
                    .orElse(0);
        }
        figures.put(name + ".item", item / users.size());
        figures.put(name + ".neighbours", neighbours / users.size());
    }

    private static double rank(double[] scores, double own) {
        return Arrays.stream(scores).filter(score -> score > own).count();
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresA += (double) a[i] * a[i];
            squaresB += (double) b[i] * b[i];
        }
        return product / Math.sqrt(squaresA * squaresB);
    }

    private static UserVectors turned(UserVectors user, TrainingExample word) {
        return new UserVectors(word, user.historyLength(), user.vectors(), user.relevance(), user.modelVersion());
    }

    /** Word of skips after a view. */
    private static TrainingExample skip(TrainingExample latest, long[] skips) {
        return example(
                latest, -latest.sequenceNumber(), latest.history(), latest.historySkips(), latest.target(), skips);
    }

    /** The view after the latest. */
    private static TrainingExample view(TrainingExample latest, long item, long[] skips) {
        int n = latest.history().length;
        long[] history = Arrays.copyOf(latest.history(), n + 1);
        long[] historySkips = Arrays.copyOf(latest.historySkips(), n + 1);
        history[n] = latest.target();
        historySkips[n] = latest.nearestSkip();
        return example(latest, latest.sequenceNumber() + 1, history, historySkips, item, skips);
    }

    private static TrainingExample example(
            TrainingExample latest, long number, long[] history, long[] historySkips, long target, long[] skips) {
        return new TrainingExample(
                latest.user(),
                latest.eventId() + '/' + number,
                latest.labelRule(),
                latest.eventTimeMillis(),
                latest.readMillis(),
                number,
                history,
                historySkips,
                target,
                null,
                skips,
                new String[0]);
    }
}
