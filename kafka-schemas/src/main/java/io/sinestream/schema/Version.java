package io.sinestream.schema;

/**
 * Which of two records of one key is newer: that with the larger epoch, and within an epoch that with the larger model
 * version. Offsets do not tell, since the model version goes back when a job is restored.
 */
public record Version(long epoch, long modelVersion) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch == 0 ? Long.compare(modelVersion, other.modelVersion) : byEpoch;
    }
}
