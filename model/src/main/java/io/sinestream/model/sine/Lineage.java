package io.sinestream.model.sine;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What vectors that may be mixed have in common, in 16 hex digits: the model, the weights it started from, and when. Whatever
 * is learned from there on keeps it, through restarts from checkpoints; starting from the same weights once more learns
 * other vectors beside them.
 */
final class Lineage {
    private static final int BYTES = 8;

    private Lineage() {}

    /** Of weights drawn from a seed. */
    static String ofSeed(SineSettings model, LearnerSettings settings) {
        return of(model, settings.seed() + "/" + settings.initialDeviation());
    }

    /** Of weights that were loaded, by the digest of their file. */
    static String ofWeights(SineSettings model, String sha256) {
        return of(model, sha256);
    }

    /** Of what is learned from these weights in the run that begins with this epoch. */
    static String ofRun(String weights, long firstEpoch) {
        return of(weights + '/' + firstEpoch);
    }

    private static String of(SineSettings model, String start) {
        return of(model.hash() + '/' + model.dimension() + '/' + start);
    }

    private static String of(String text) {
        byte[] hash = ModelDigest.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }
}
