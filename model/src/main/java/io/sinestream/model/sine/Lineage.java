package io.sinestream.model.sine;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What vectors that may be mixed have in common, in 16 hex digits: the model and the weights it started from. Whatever is
 * learned from there on keeps it.
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

    private static String of(SineSettings model, String start) {
        String text = model.hash() + '/' + model.dimension() + '/' + start;
        byte[] hash = ModelDigest.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }
}
