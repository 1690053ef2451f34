package io.sinestream.job.feedback;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Which plays are effective views and which are skips. */
public final class FeedbackOptions {
    public static final ConfigOption<RuleName> RULE = ConfigOptions.key("feedback.rule")
            .enumType(RuleName.class)
            .defaultValue(RuleName.WATCH_RATIO)
            .withDescription("Label rule: watch-ratio (share of the video), valid-play (7 s), long-view (18 s),"
                    + " bucket-thresholds (two thresholds per bucket of durations), or one that learns its thresholds"
                    + " from the plays per group of durations: bucket-quantile, wtg (watch time gain), d2q (percentile)"
                    + " or d2co (between noise and bias).");

    public static final ConfigOption<Duration> SKIP_BELOW = ConfigOptions.key("feedback.skip-below")
            .durationType()
            .defaultValue(Duration.ofSeconds(3))
            .withDescription("A play watched for less is a skip, 0 to 1 h. Raising it turns neutral plays into skips.");

    public static final ConfigOption<Double> POSITIVE_RATIO = ConfigOptions.key("feedback.watch-ratio.positive-above")
            .doubleType()
            .defaultValue(0.5)
            .withDescription("watch-ratio: a play of more than this share of the video is an effective view, (0, 1]."
                    + " Raising it makes effective views fewer and surer.");

    public static final ConfigOption<Overlap> OVERLAP = ConfigOptions.key("feedback.watch-ratio.overlap")
            .enumType(Overlap.class)
            .defaultValue(Overlap.POSITIVE)
            .withDescription("watch-ratio: what a play is that is both an effective view and a skip, as most of a video"
                    + " of 3 s: positive, skip or neutral.");

    public static final ConfigOption<Duration> NO_DURATION_POSITIVE = ConfigOptions.key(
                    "feedback.watch-ratio.no-duration-positive-from")
            .durationType()
            .noDefaultValue()
            .withDescription("watch-ratio: a play of unknown duration watched at least this long is an effective view,"
                    + " 1 ms to 1 h; without it such a play is a skip or neutral. 18 s is a good value.");

    public static final ConfigOption<Duration> VALID_PLAY = ConfigOptions.key("feedback.valid-play.above")
            .durationType()
            .defaultValue(Duration.ofSeconds(7))
            .withDescription("valid-play: videos up to this length must be complete, others watched longer than this,"
                    + " 1 ms to 1 h.");

    public static final ConfigOption<Duration> LONG_VIEW = ConfigOptions.key("feedback.long-view.from")
            .durationType()
            .defaultValue(Duration.ofSeconds(18))
            .withDescription("long-view: videos up to this length must be complete, others watched at least this long,"
                    + " 1 ms to 1 h.");

    public static final ConfigOption<List<Duration>> BUCKET_EDGES = ConfigOptions.key("feedback.bucket.edges")
            .durationType()
            .asList()
            .defaultValues(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60))
            .withDescription("bucket-thresholds: rising durations at which the next bucket begins, at most 100.");

    public static final ConfigOption<List<Duration>> BUCKET_POSITIVE = ConfigOptions.key(
                    "feedback.bucket.positive-above")
            .durationType()
            .asList()
            .defaultValues(
                    Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(20))
            .withDescription("bucket-thresholds: per bucket, a play watched for more is an effective view; one value"
                    + " more than there are edges.");

    public static final ConfigOption<List<Duration>> BUCKET_SKIP = ConfigOptions.key("feedback.bucket.skip-below")
            .durationType()
            .asList()
            .defaultValues(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3))
            .withDescription("bucket-thresholds: per bucket, a play watched for less is a skip; one value more than"
                    + " there are edges, none above its positive one.");

    public static final ConfigOption<List<Duration>> LEARNED_EDGES = ConfigOptions.key("feedback.learned.edges")
            .durationType()
            .asList()
            .defaultValues(
                    Duration.ofSeconds(7),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(45),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(180))
            .withDescription("Learned rules: rising durations at which the next group of videos begins, at most 100."
                    + " Choose them so that groups have about the same number of plays.");

    public static final ConfigOption<Integer> LEARNED_GROUPS = ConfigOptions.key("feedback.learned.groups")
            .intType()
            .noDefaultValue()
            .withDescription("Learned rules: how many groups of videos by length, each with about the same number of"
                    + " plays, 2 to 100, instead of the edges; their own edges are learned with each epoch. D2Q as"
                    + " published has 30, which is what d2q does when neither this nor the edges are given. Raising it"
                    + " compares a play with plays of more similar videos, of which there are fewer.");

    public static final ConfigOption<Long> EPOCH_PLAYS = ConfigOptions.key("feedback.learned.epoch-plays")
            .longType()
            .defaultValue(100_000L)
            .withDescription("Learned rules: thresholds change after so many plays of a subtask, 1000 to 1000000000, to"
                    + " what these plays were like. Raising it makes thresholds steadier and slower.");

    public static final ConfigOption<Long> MIN_PLAYS = ConfigOptions.key("feedback.learned.min-plays")
            .longType()
            .defaultValue(500L)
            .withDescription("Learned rules: a group with fewer plays in an epoch is labelled by watch-ratio, 10 to"
                    + " 1000000.");

    public static final ConfigOption<Double> LEARNED_POSITIVE = ConfigOptions.key("feedback.learned.positive-above")
            .doubleType()
            .defaultValue(0.5)
            .withDescription(
                    "Learned rules: a play above this strength (bucket-quantile: quantile) is an effective view,"
                            + " [0, 1]. Raising it makes effective views fewer and surer.");

    public static final ConfigOption<Double> LEARNED_SKIP = ConfigOptions.key("feedback.learned.skip-below")
            .doubleType()
            .defaultValue(0.25)
            .withDescription("Learned rules: a play below this strength (bucket-quantile: quantile) is a skip, 0 to"
                    + " feedback.learned.positive-above. Raising it makes more skips.");

    public static final ConfigOption<Boolean> LABEL_ADS = ConfigOptions.key("feedback.label-ads")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether ads are labelled like videos; otherwise they are neutral.");

    public static final ConfigOption<Duration> LIVE_POSITIVE = ConfigOptions.key("feedback.live.positive-from")
            .durationType()
            .defaultValue(Duration.ofSeconds(18))
            .withDescription("A live stream watched at least this long is an effective view, 1 ms to 1 h: it has no"
                    + " length to compare with.");

    public static final ConfigOption<Duration> PHOTO_SET_POSITIVE = ConfigOptions.key(
                    "feedback.photo-set.positive-from")
            .durationType()
            .defaultValue(Duration.ofSeconds(7))
            .withDescription("A photo set looked at for at least this long is an effective view, 1 ms to 1 h.");

    public static final ConfigOption<Boolean> EXPLICIT_POSITIVE = ConfigOptions.key("feedback.explicit-positive")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether a like, follow or share makes a play an effective view however short it was."
                    + " A dislike or report always makes it a strong skip.");

    private static final int NO_GROUPS = 0;
    private static final int GROUPS_OF_D2Q = 30;

    private FeedbackOptions() {}

    private static int groups(ReadableConfig config) {
        boolean published = config.get(RULE) == RuleName.D2Q
                && config.getOptional(LEARNED_EDGES).isEmpty();
        return config.getOptional(LEARNED_GROUPS).orElse(published ? GROUPS_OF_D2Q : NO_GROUPS);
    }

    /** @throws org.apache.flink.configuration.IllegalConfigurationException when a value is out of bounds */
    public static FeedbackSettings settings(ReadableConfig config) {
        return new FeedbackSettings(
                config.get(RULE),
                config.get(SKIP_BELOW),
                config.get(POSITIVE_RATIO),
                config.get(OVERLAP),
                config.getOptional(NO_DURATION_POSITIVE).orElse(null),
                config.get(VALID_PLAY),
                config.get(LONG_VIEW),
                new FeedbackSettings.Buckets(
                        config.get(BUCKET_EDGES), config.get(BUCKET_POSITIVE), config.get(BUCKET_SKIP)),
                new FeedbackSettings.Learned(
                        config.get(LEARNED_EDGES),
                        groups(config),
                        config.get(EPOCH_PLAYS),
                        config.get(MIN_PLAYS),
                        config.get(LEARNED_POSITIVE),
                        config.get(LEARNED_SKIP)),
                config.get(LABEL_ADS),
                config.get(LIVE_POSITIVE),
                config.get(PHOTO_SET_POSITIVE),
                config.get(EXPLICIT_POSITIVE));
    }
}
