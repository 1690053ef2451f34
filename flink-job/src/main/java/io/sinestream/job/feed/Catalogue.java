package io.sinestream.job.feed;

import io.sinestream.model.Mix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The simulated videos: a few hundred at first, then new ones as time goes by, which are shown more while they are new. What
 * a video is follows from the seed and its number alone, so it is the same in every run over the same data directory.
 */
final class Catalogue {
    private static final double MEDIAN_SECONDS = 13;
    private static final double SECONDS_SPREAD = 0.45;
    private static final double SHORTEST_SECONDS = 7;
    private static final double LONGEST_SECONDS = 60;
    private static final int NEW_VIDEOS = 12;
    private static final double NEW_SHARE = 0.05;

    private final List<SimulatedVideo> videos = new ArrayList<>();
    private final List<List<SimulatedVideo>> byAspects = new ArrayList<>();

    private final long seed;

    Catalogue(long seed, int size) {
        this.seed = seed;
        for (int i = 0; i < Aspects.TOPIC_COUNT * Aspects.STYLE_COUNT; i++) {
            byAspects.add(new ArrayList<>());
        }
        for (int i = 0; i < size; i++) {
            publish();
        }
    }

    /** Adds the next video. Aspects come in turn, so that none is without a video. */
    void publish() {
        int number = videos.size();
        SplittableRandom random = new SplittableRandom(Mix.at(seed, number));
        Aspects aspects = new Aspects(number % Aspects.TOPIC_COUNT, number / Aspects.TOPIC_COUNT % Aspects.STYLE_COUNT);
        double seconds = MEDIAN_SECONDS * Math.exp(SECONDS_SPREAD * random.nextGaussian());
        long millis = Math.round(Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, seconds)) * 1000);
        SimulatedVideo video = new SimulatedVideo("v" + (number + 1), aspects, millis);
        videos.add(video);
        bucket(aspects).add(video);
    }

    private List<SimulatedVideo> bucket(Aspects aspects) {
        return byAspects.get(aspects.topic() * Aspects.STYLE_COUNT + aspects.style());
    }

    /** A video of these aspects; the first ones of a bucket are the popular ones. */
    SimulatedVideo pick(SplittableRandom random, Aspects aspects) {
        List<SimulatedVideo> bucket = bucket(aspects);
        double skewed = random.nextDouble() * Math.sqrt(random.nextDouble());
        return bucket.get((int) (skewed * bucket.size()));
    }

    /** Now and then one of the newest videos is shown whatever it is about: that is how it finds its audience. */
    boolean triesNew(SplittableRandom random) {
        return random.nextDouble() < NEW_SHARE;
    }

    SimulatedVideo pickNew(SplittableRandom random) {
        int newest = Math.min(NEW_VIDEOS, videos.size());
        return videos.get(videos.size() - 1 - random.nextInt(newest));
    }

    List<SimulatedVideo> videos() {
        return videos;
    }
}
