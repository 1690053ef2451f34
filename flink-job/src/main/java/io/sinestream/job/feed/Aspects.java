package io.sinestream.job.feed;

/**
 * What a simulated video is about and how it is made, in words.
 *
 * @param topic index into the topics
 * @param style index into the styles
 */
record Aspects(int topic, int style) {
    private static final String[] TOPICS = {
        "cooking", "football", "travel", "pets", "make-up", "games", "gardening", "cars"
    };
    private static final String[] STYLES = {"how-to", "comedy", "challenge", "behind the scenes", "slow and quiet"};

    static final int TOPIC_COUNT = TOPICS.length;
    static final int STYLE_COUNT = STYLES.length;

    String words() {
        return TOPICS[topic] + ", " + STYLES[style];
    }
}
