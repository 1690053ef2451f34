package io.sinestream.job.feed;

import java.util.SplittableRandom;

/** What a simulated viewer does with a video, and how long it is then on screen. */
enum Reaction {
    /** More than half of it; one in eight watches it again. */
    VIEW {
        @Override
        long watchMillis(SplittableRandom random, long durationMillis) {
            double ratio = random.nextDouble() < REWATCH ? random.nextDouble(1, 2.5) : random.nextDouble(0.55, 1.02);
            return Math.round(ratio * durationMillis);
        }
    },
    /** Gone within three seconds, mostly after one. */
    SKIP {
        @Override
        long watchMillis(SplittableRandom random, long durationMillis) {
            double seconds = 1.1 * Math.exp(0.45 * random.nextGaussian());
            return Math.round(Math.min(2.9, Math.max(0.25, seconds)) * 1000);
        }
    },
    /** Neither: three seconds or more, but not half of it. */
    NEITHER {
        @Override
        long watchMillis(SplittableRandom random, long durationMillis) {
            return Math.round(random.nextDouble(SKIP_MILLIS, Math.max(SKIP_MILLIS + 1, durationMillis / 2.0)));
        }
    };

    private static final double REWATCH = 0.12;
    private static final double SKIP_MILLIS = 3_000;

    abstract long watchMillis(SplittableRandom random, long durationMillis);
}
