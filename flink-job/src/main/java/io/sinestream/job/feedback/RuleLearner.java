package io.sinestream.job.feedback;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule whose thresholds come from the plays themselves, epoch by epoch: all plays of an epoch are labelled by what the
 * epoch before was like, the first by the fallback rule. Epochs are cut by count, so the labels of a replay are the labels of
 * the run it replays; the rule's id names the epoch.
 */
final class RuleLearner {
    private static final byte VERSION = 2;
    private static final int HEADER_BYTES = 1 + 2 * Long.BYTES + Integer.BYTES + 1;

    /** Quantiles that stand for a group's plays where a formula wants plays. */
    private static final int SAMPLE = 200;

    /** Sensitivity of D2Co per second, as published. */
    private static final double ALPHA = 0.3;

    private final RuleName name;
    private final FeedbackSettings.Learned settings;
    private final LabelRule fallback;

    /** What plays are counted in. */
    private final DurationGroups groups;

    private long epoch;
    private long observed;
    private WatchStatistics current;
    private @Nullable WatchStatistics before;
    private LabelRule rule;

    RuleLearner(RuleName name, FeedbackSettings.Learned settings, LabelRule fallback) {
        this.name = name;
        this.settings = settings;
        this.fallback = fallback;
        this.groups = settings.groups() == 0 ? DurationGroups.at(settings.edges()) : EqualGroups.fine();
        this.current = new WatchStatistics(groups.count());
        this.rule = fallback;
    }

    /** The rule of this epoch. */
    LabelRule rule() {
        return rule;
    }

    /** Learns from a play after it was labelled. */
    void observe(long watchMillis, long durationMillis) {
        if (durationMillis < 1) {
            return;
        }
        current.record(groups.of(durationMillis), watchMillis);
        observed++;
        if (observed >= settings.epochPlays()) {
            epoch++;
            observed = 0;
            before = current;
            current = new WatchStatistics(groups.count());
            rule = learned(before);
        }
    }

    private LabelRule learned(WatchStatistics counted) {
        if (settings.groups() == 0) {
            return learned(groups, counted);
        }
        EqualGroups equal = EqualGroups.of(counted, settings.groups(), settings.minPlays());
        return learned(equal.groups(), equal.statistics());
    }

    private LabelRule learned(DurationGroups ofVideos, WatchStatistics statistics) {
        List<@Nullable WatchScore> scores = new ArrayList<>();
        double[][] mixtures = name == RuleName.D2CO ? smoothedMixtures(statistics, ofVideos.count()) : new double[0][];
        for (int group = 0; group < ofVideos.count(); group++) {
            boolean known = statistics.count(group) >= settings.minPlays();
            scores.add(known ? score(statistics, group, mixtures) : null);
        }
        return new LearnedRule(
                name + "/1#" + epoch,
                ofVideos,
                Collections.unmodifiableList(scores),
                settings.positiveAbove(),
                settings.skipBelow(),
                fallback);
    }

    private WatchScore score(WatchStatistics statistics, int group, double[][] mixtures) {
        return switch (name) {
            case WTG -> new WatchTimeGain(statistics.meanSeconds(group), statistics.deviationSeconds(group));
            case D2Q -> WatchTimePercentile.among(statistics.sampleSeconds(group, SAMPLE));
            case D2CO -> new DebiasedWatchTime(mixtures[group][0], mixtures[group][1], ALPHA);
            case BUCKET_QUANTILE ->
                new WatchTimeThresholds(
                        statistics.quantileMillis(group, settings.positiveAbove()) / 1000.0,
                        statistics.quantileMillis(group, settings.skipBelow()) / 1000.0);
            case WATCH_RATIO, VALID_PLAY, LONG_VIEW, BUCKET_THRESHOLDS ->
                throw new IllegalStateException(name + " learns nothing");
        };
    }

    /** Noise and bias level per group: the mixture's means, averaged with the neighbours' by their numbers of plays. */
    private double[][] smoothedMixtures(WatchStatistics statistics, int count) {
        double[][] fits = new double[count][];
        for (int group = 0; group < fits.length; group++) {
            boolean known = statistics.count(group) >= settings.minPlays();
            TwoGaussians fit = known ? TwoGaussians.fit(statistics.sampleSeconds(group, SAMPLE)) : null;
            fits[group] = fit == null ? new double[2] : new double[] {fit.low(), fit.high()};
        }
        double[][] smoothed = new double[fits.length][2];
        for (int group = 0; group < fits.length; group++) {
            double plays = 0;
            for (int near = Math.max(0, group - 1); near <= Math.min(fits.length - 1, group + 1); near++) {
                double weight = statistics.count(near) >= settings.minPlays() ? statistics.count(near) : 0;
                plays += weight;
                smoothed[group][0] += weight * fits[near][0];
                smoothed[group][1] += weight * fits[near][1];
            }
            smoothed[group][0] /= plays;
            smoothed[group][1] /= plays;
        }
        return smoothed;
    }

    byte[] toBytes() {
        WatchStatistics known = before;
        ByteBuffer out =
                ByteBuffer.allocate(HEADER_BYTES + current.mostBytes() + (known == null ? 0 : known.mostBytes()));
        out.put(VERSION).putLong(epoch).putLong(observed).putInt(groups.count()).put((byte) (known == null ? 0 : 1));
        current.write(out);
        if (known != null) {
            known.write(out);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Takes over what one learner knew, or what several knew together; then the epoch is the latest of theirs. */
    void restore(List<byte[]> pieces) {
        for (byte[] piece : pieces) {
            ByteBuffer in = ByteBuffer.wrap(piece);
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalStateException("label statistics have version " + version + ", known is " + VERSION
                        + ": restore with the version of the job that wrote them");
            }
            epoch = Math.max(epoch, in.getLong());
            observed += in.getLong();
            int written = in.getInt();
            if (written != groups.count()) {
                throw new IllegalStateException("label statistics are of " + written + " groups, these settings make "
                        + groups.count() + ": restore with " + FeedbackOptions.LEARNED_EDGES.key() + " and "
                        + FeedbackOptions.LEARNED_GROUPS.key() + " as they were");
            }
            boolean hasBefore = in.get() != 0;
            current.add(WatchStatistics.read(groups.count(), in));
            if (hasBefore) {
                WatchStatistics other = WatchStatistics.read(groups.count(), in);
                if (before == null) {
                    before = other;
                } else {
                    before.add(other);
                }
            }
        }
        if (before != null) {
            rule = learned(before);
        }
    }
}
