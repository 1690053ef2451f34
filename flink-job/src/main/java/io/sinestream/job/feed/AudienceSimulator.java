package io.sinestream.job.feed;

import io.sinestream.schema.PlayEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A simulated audience of a short-video feed: viewers come for sessions, watch one video after the other, skip most of them
 * and leave; new videos appear. A discrete-event simulation in its own time: the same seed and start give the same events,
 * and whoever asks for the next event decides when it happens.
 */
public final class AudienceSimulator {
    private static final int FIRST_VIDEOS = 320;
    private static final double NEW_VIDEO_SECONDS = 6;
    private static final double PLAYS_PER_SESSION = 40;
    private static final int PLAYS_TO_MEASURE = 4_000;
    private static final double AWAY_SHARE = 0.4;
    private static final int FEWEST_VIEWERS = 60;
    private static final long SHORTEST_PAUSE = 250;
    private static final long LONGEST_PAUSE = 900;

    private final SplittableRandom random;
    private final String idPrefix;
    private final double millisBetweenSessions;
    private final Catalogue catalogue;
    private final Map<String, Viewer> viewers = new HashMap<>();
    private final Deque<Viewer> away = new ArrayDeque<>();
    private final PriorityQueue<Play> playing =
            new PriorityQueue<>(Comparator.comparingLong(Play::endMillis).thenComparingLong(Play::number));
    private double nextSessionMillis;
    private double nextVideoMillis;
    private long plays;

    private record Play(long number, Viewer viewer, SimulatedVideo video, long watchMillis, long endMillis) {}

    /**
     * @param startMillis where the simulated time begins, milliseconds since the epoch
     * @param eventsPerSecond how many plays end per second on average
     */
    public AudienceSimulator(long seed, long startMillis, double eventsPerSecond) {
        random = new SplittableRandom(seed);
        idPrefix = "sim-" + startMillis + "-";
        millisBetweenSessions = 1000 * PLAYS_PER_SESSION / eventsPerSecond;
        catalogue = new Catalogue(seed, FIRST_VIDEOS);
        double playMillis = averagePlayMillis(random.split());
        int watching = (int) Math.max(1, Math.round(eventsPerSecond * playMillis / 1000));
        int audience = (int) Math.max(FEWEST_VIEWERS, Math.round(watching / (1 - AWAY_SHARE)));
        List<Viewer> all = new ArrayList<>();
        for (int i = 1; i <= audience; i++) {
            Viewer viewer = new Viewer("u" + i, random);
            viewers.put(viewer.id(), viewer);
            all.add(viewer);
        }
        for (int i = 0; i < audience; i++) {
            if (i < watching) {
                start(all.get(i), startMillis + random.nextLong((long) playMillis));
            } else {
                away.add(all.get(i));
            }
        }
        nextSessionMillis = startMillis + exponential(millisBetweenSessions);
        nextVideoMillis = startMillis + exponential(NEW_VIDEO_SECONDS * 1000);
    }

    /** The next play to end; times never go back. */
    public PlayEvent next() {
        while (true) {
            Play first = playing.peek();
            double end = first == null ? Double.POSITIVE_INFINITY : first.endMillis;
            if (nextVideoMillis <= Math.min(end, nextSessionMillis)) {
                catalogue.publish();
                nextVideoMillis += exponential(NEW_VIDEO_SECONDS * 1000);
            } else if (nextSessionMillis <= end) {
                startSession();
            } else {
                return end(playing.remove());
            }
        }
    }

    /** A simulated video's topic and style in words, an id nobody knows as it is. */
    public String describe(String item) {
        return catalogue.videos().stream()
                .filter(video -> video.id().equals(item))
                .findFirst()
                .map(video -> video.aspects().words())
                .orElse(item);
    }

    /** What a simulated user likes now, in words. */
    public List<String> tastes(String user) {
        Viewer viewer = viewers.get(user);
        List<String> words = new ArrayList<>();
        if (viewer != null) {
            for (Aspects liked : viewer.liked()) {
                words.add(liked.words());
            }
        }
        return words;
    }

    /** Which share of all videos has a topic that a simulated user likes. */
    public double shareOfTopics(String user) {
        return share(user, true);
    }

    /** Which share of all videos meets a simulated user's taste, topic and style. */
    public double shareOfTastes(String user) {
        return share(user, false);
    }

    private double share(String user, boolean styleAside) {
        Viewer viewer = viewers.get(user);
        if (viewer == null) {
            return 0;
        }
        long matching = catalogue.videos().stream()
                .map(video -> viewer.fit(video.aspects()))
                .filter(fit -> fit == Viewer.Fit.LIKED || (styleAside && fit == Viewer.Fit.WRONG_STYLE))
                .count();
        return (double) matching / catalogue.videos().size();
    }

    private void startSession() {
        long start = (long) nextSessionMillis;
        nextSessionMillis += exponential(millisBetweenSessions);
        Viewer viewer = away.poll();
        if (viewer != null) {
            start(viewer, start);
        }
    }

    private void start(Viewer viewer, long startMillis) {
        SimulatedVideo video = shown(viewer, random);
        long watch = watch(viewer, video, random);
        playing.add(new Play(++plays, viewer, video, watch, startMillis + watch));
    }

    private SimulatedVideo shown(Viewer viewer, SplittableRandom draw) {
        return catalogue.triesNew(draw) ? catalogue.pickNew(draw) : catalogue.pick(draw, viewer.shown(draw));
    }

    private static long watch(Viewer viewer, SimulatedVideo video, SplittableRandom draw) {
        return viewer.fit(video.aspects()).reaction(draw).watchMillis(draw, video.durationMillis());
    }

    /** What a play takes with the pause after it: how many must watch at once for the wanted rate follows from it. */
    private double averagePlayMillis(SplittableRandom draw) {
        double sum = 0;
        for (int i = 0; i < PLAYS_TO_MEASURE; i++) {
            Viewer viewer = new Viewer("", draw);
            sum += watch(viewer, shown(viewer, draw), draw) + draw.nextLong(SHORTEST_PAUSE, LONGEST_PAUSE);
        }
        return sum / PLAYS_TO_MEASURE;
    }

    private PlayEvent end(Play play) {
        Viewer viewer = play.viewer;
        viewer.drift(random);
        if (random.nextDouble() * PLAYS_PER_SESSION < 1) {
            away.add(viewer);
        } else {
            start(viewer, play.endMillis + random.nextLong(SHORTEST_PAUSE, LONGEST_PAUSE));
        }
        return PlayEvent.video(
                idPrefix + play.number,
                viewer.id(),
                play.video.id(),
                play.endMillis,
                play.watchMillis,
                play.video.durationMillis());
    }

    private double exponential(double mean) {
        return -mean * Math.log1p(-random.nextDouble());
    }
}
