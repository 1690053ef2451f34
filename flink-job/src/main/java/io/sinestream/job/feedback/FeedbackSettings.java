package io.sinestream.job.feedback;

import io.sinestream.job.check.Allowed;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** {@link FeedbackOptions}, read once and within their bounds. */
public record FeedbackSettings(
        RuleName rule,
        Duration skipBelow,
        double positiveRatio,
        Overlap overlap,
        @Nullable Duration noDurationPositive,
        Duration validPlay,
        Duration longView,
        Buckets buckets,
        Learned learned,
        boolean labelAds,
        Duration livePositive,
        Duration photoSetPositive,
        boolean explicitPositive)
        implements Serializable {

    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int MOST_EDGES = 100;

    public FeedbackSettings {
        Allowed.between(FeedbackOptions.SKIP_BELOW, skipBelow, Duration.ZERO, MOST);
        Allowed.require(
                positiveRatio > 0 && positiveRatio <= 1,
                FeedbackOptions.POSITIVE_RATIO,
                positiveRatio,
                "(0, 1]",
                "0.5 is the published rule");
        if (noDurationPositive != null) {
            Allowed.between(FeedbackOptions.NO_DURATION_POSITIVE, noDurationPositive, LEAST, MOST);
        }
        Allowed.between(FeedbackOptions.VALID_PLAY, validPlay, LEAST, MOST);
        Allowed.between(FeedbackOptions.LONG_VIEW, longView, LEAST, MOST);
        Allowed.between(FeedbackOptions.LIVE_POSITIVE, livePositive, LEAST, MOST);
        Allowed.between(FeedbackOptions.PHOTO_SET_POSITIVE, photoSetPositive, LEAST, MOST);
    }

    public static FeedbackSettings defaults() {
        return FeedbackOptions.settings(new Configuration());
    }

    /** Thresholds per bucket of durations; one more of each than there are edges. */
    public record Buckets(List<Duration> edges, List<Duration> positive, List<Duration> skip) implements Serializable {
        public Buckets {
            edges = List.copyOf(edges);
            positive = List.copyOf(positive);
            skip = List.copyOf(skip);
            requireRising(FeedbackOptions.BUCKET_EDGES, edges);
            perBucket(FeedbackOptions.BUCKET_POSITIVE, positive, edges);
            perBucket(FeedbackOptions.BUCKET_SKIP, skip, edges);
            for (int i = 0; i < skip.size(); i++) {
                Allowed.require(
                        skip.get(i).compareTo(positive.get(i)) <= 0,
                        FeedbackOptions.BUCKET_SKIP,
                        skip,
                        "nothing above " + FeedbackOptions.BUCKET_POSITIVE.key() + " " + positive,
                        "lower value " + (i + 1));
            }
        }

        private static void perBucket(ConfigOption<?> option, List<Duration> values, List<Duration> edges) {
            Allowed.require(
                    values.size() == edges.size() + 1 && values.stream().noneMatch(Duration::isNegative),
                    option,
                    values,
                    edges.size() + 1 + " durations of 0 or more, one per bucket",
                    "give one more than " + FeedbackOptions.BUCKET_EDGES.key() + " has");
        }
    }

    /**
     * How a learned rule learns and from which strength on it labels.
     *
     * @param groups how many groups of equal numbers of plays; 0 for those between the edges
     */
    public record Learned(
            List<Duration> edges, int groups, long epochPlays, long minPlays, double positiveAbove, double skipBelow)
            implements Serializable {
        public Learned {
            edges = List.copyOf(edges);
            requireRising(FeedbackOptions.LEARNED_EDGES, edges);
            if (groups != 0) {
                Allowed.between(FeedbackOptions.LEARNED_GROUPS, groups, 2, 100);
            }
            Allowed.between(FeedbackOptions.EPOCH_PLAYS, epochPlays, 1000, 1_000_000_000);
            Allowed.between(FeedbackOptions.MIN_PLAYS, minPlays, 10, 1_000_000);
            Allowed.require(
                    positiveAbove >= 0 && positiveAbove <= 1,
                    FeedbackOptions.LEARNED_POSITIVE,
                    positiveAbove,
                    "[0, 1]",
                    "0.5 splits each group in half");
            Allowed.require(
                    skipBelow >= 0 && skipBelow <= positiveAbove,
                    FeedbackOptions.LEARNED_SKIP,
                    skipBelow,
                    "0 to " + FeedbackOptions.LEARNED_POSITIVE.key() + " " + positiveAbove,
                    "lower it or raise the other");
        }
    }

    private static void requireRising(ConfigOption<?> option, List<Duration> edges) {
        Allowed.require(
                edges.size() <= MOST_EDGES && rising(edges),
                option,
                edges,
                "at most " + MOST_EDGES + " rising durations above 0",
                "sort them and drop repetitions");
    }

    private static boolean rising(List<Duration> edges) {
        Duration before = Duration.ZERO;
        for (Duration edge : edges) {
            if (edge.compareTo(before) <= 0) {
                return false;
            }
            before = edge;
        }
        return true;
    }
}
