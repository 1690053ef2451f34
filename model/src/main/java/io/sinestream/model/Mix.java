package io.sinestream.model;

/**
 * Stateless pseudo-random numbers: the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). The same inputs give the
 * same bits on every machine, so whatever is seeded with it survives a replay.
 */
public final class Mix {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Mix() {}

    /** A well-mixed 64-bit value. */
    public static long mix64(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }

    /** The {@code n}-th value of the stream with this seed. */
    public static long at(long seed, long n) {
        return mix64(seed + (n + 1) * GOLDEN_GAMMA);
    }

    /** A seed from a text, for streams that are named. */
    public static long seed(long seed, String text) {
        long h = mix64(seed + GOLDEN_GAMMA);
        for (int i = 0; i < text.length(); i++) {
            h = mix64(h ^ text.charAt(i));
        }
        return h;
    }

    /** Uniform in [0, 1) from 53 of the bits. */
    public static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [0, bound) without modulo bias worth speaking of (bound below 2^31). */
    public static int below(long bits, int bound) {
        return (int) (((bits >>> 32) * bound) >>> 32);
    }
}
