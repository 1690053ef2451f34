package io.sinestream.schema.feed;

/**
 * How the index of items is built and searched.
 *
 * @param links of each item to others, 4 to 64. Raising it finds more and costs about 15 bytes of memory per item and link
 * @param buildBreadth items looked at to place one, 16 to 1000. Raising it links better and slower
 * @param recall share of a user's best items to be found, 0.5 to 0.999: as broad a search as that takes on users that the
 *     feed holds, measured again as items come. Raising it finds more and slower
 * @param threads that place items, 1 to 64
 */
public record IndexOptions(int links, int buildBreadth, double recall, int threads) {
    public static final IndexOptions DEFAULT = new IndexOptions(16, 100, 0.97, 1);

    public IndexOptions {
        within("links", links, 4, 64);
        within("buildBreadth", buildBreadth, 16, 1000);
        within("recall", recall, 0.5, 0.999);
        within("threads", threads, 1, 64);
    }

    private static void within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + least + " to " + most);
        }
    }
}
