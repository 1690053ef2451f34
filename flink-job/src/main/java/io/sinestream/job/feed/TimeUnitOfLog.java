package io.sinestream.job.feed;

/** How a log writes a time. */
enum TimeUnitOfLog {
    /** Milliseconds since the epoch, or since a clock of the log's own. */
    MILLIS {
        @Override
        long millis(double value, long row) {
            return Math.round(value);
        }
    },
    /** Seconds since the epoch, with a fraction. */
    SECONDS {
        @Override
        long millis(double value, long row) {
            return Math.round(value * 1000);
        }
    },
    /** Seconds or milliseconds: below 10^11, which is the year 5138 in the one and 1973 in the other, it is seconds. */
    BY_SIZE {
        @Override
        long millis(double value, long row) {
            return Math.abs(value) < 1e11 ? SECONDS.millis(value, row) : MILLIS.millis(value, row);
        }
    },
    /**
     * The number of a day, 1 being the first; within it the order of rows is the order of time. Day 1 is put at the start
     * of 2021, where the one log that does this comes from.
     */
    DAY {
        @Override
        long millis(double value, long row) {
            return START_OF_2021 + Math.round((value - 1) * DAY_MILLIS) + row % DAY_MILLIS;
        }
    };

    private static final long START_OF_2021 = 1_609_459_200_000L;
    private static final long DAY_MILLIS = 86_400_000;

    /** @param row number of the row in its file */
    abstract long millis(double value, long row);
}
