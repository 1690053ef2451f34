package io.sinestream.schema.feed;

/** The inner product of two stretches of float arrays. */
final class Dot {
    private Dot() {}

    /** Four sums at a time: one alone would wait for the addition before it. */
    static float product(float[] a, int aAt, float[] b, int bAt, int length) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            sum0 += a[aAt + i] * b[bAt + i];
            sum1 += a[aAt + i + 1] * b[bAt + i + 1];
            sum2 += a[aAt + i + 2] * b[bAt + i + 2];
            sum3 += a[aAt + i + 3] * b[bAt + i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[aAt + i] * b[bAt + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /**
     * Two products with the same stretch of {@code b}, which is read once: the one with {@code a} from {@code aAt} on, and
     * the one with its next {@code length} floats. As a pair without an object: float bits of the first in the upper half.
     */
    static long twoProducts(float[] a, int aAt, float[] b, int bAt, int length) {
        int nextAt = aAt + length;
        float first0 = 0;
        float first1 = 0;
        float first2 = 0;
        float first3 = 0;
        float next0 = 0;
        float next1 = 0;
        float next2 = 0;
        float next3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            float b0 = b[bAt + i];
            float b1 = b[bAt + i + 1];
            float b2 = b[bAt + i + 2];
            float b3 = b[bAt + i + 3];
            first0 += a[aAt + i] * b0;
            first1 += a[aAt + i + 1] * b1;
            first2 += a[aAt + i + 2] * b2;
            first3 += a[aAt + i + 3] * b3;
            next0 += a[nextAt + i] * b0;
            next1 += a[nextAt + i + 1] * b1;
            next2 += a[nextAt + i + 2] * b2;
            next3 += a[nextAt + i + 3] * b3;
        }
        for (; i < length; i++) {
            first0 += a[aAt + i] * b[bAt + i];
            next0 += a[nextAt + i] * b[bAt + i];
        }
        return pair((first0 + first1) + (first2 + first3), (next0 + next1) + (next2 + next3));
    }

    /**
     * Four products with the same stretch of {@code a}, of the stretches of {@code b} that begin at {@code bAt} and every
     * {@code stride} behind it: each number of {@code a} is loaded once for four.
     */
    static void fourProducts(float[] a, int aAt, float[] b, int bAt, int stride, int length, float[] into, int from) {
        int b1 = bAt + stride;
        int b2 = b1 + stride;
        int b3 = b2 + stride;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int i = 0; i < length; i++) {
            float number = a[aAt + i];
            sum0 += number * b[bAt + i];
            sum1 += number * b[b1 + i];
            sum2 += number * b[b2 + i];
            sum3 += number * b[b3 + i];
        }
        into[from] = sum0;
        into[from + 1] = sum1;
        into[from + 2] = sum2;
        into[from + 3] = sum3;
    }

    /** The same for two stretches of {@code a}, one behind the other: each number of {@code b} is loaded once for both. */
    static void eightProducts(
            float[] a, int aAt, float[] b, int bAt, int stride, int length, float[] first, float[] next, int from) {
        int nextAt = aAt + length;
        int b1 = bAt + stride;
        int b2 = b1 + stride;
        int b3 = b2 + stride;
        float first0 = 0;
        float first1 = 0;
        float first2 = 0;
        float first3 = 0;
        float next0 = 0;
        float next1 = 0;
        float next2 = 0;
        float next3 = 0;
        for (int i = 0; i < length; i++) {
            float ofFirst = a[aAt + i];
            float ofNext = a[nextAt + i];
            float item0 = b[bAt + i];
            float item1 = b[b1 + i];
            float item2 = b[b2 + i];
            float item3 = b[b3 + i];
            first0 += ofFirst * item0;
            first1 += ofFirst * item1;
            first2 += ofFirst * item2;
            first3 += ofFirst * item3;
            next0 += ofNext * item0;
            next1 += ofNext * item1;
            next2 += ofNext * item2;
            next3 += ofNext * item3;
        }
        first[from] = first0;
        first[from + 1] = first1;
        first[from + 2] = first2;
        first[from + 3] = first3;
        next[from] = next0;
        next[from + 1] = next1;
        next[from + 2] = next2;
        next[from + 3] = next3;
    }

    private static long pair(float first, float next) {
        return ((long) Float.floatToRawIntBits(first) << Integer.SIZE) | (Float.floatToRawIntBits(next) & 0xffffffffL);
    }

    static float first(long pair) {
        return Float.intBitsToFloat((int) (pair >>> Integer.SIZE));
    }

    static float second(long pair) {
        return Float.intBitsToFloat((int) pair);
    }
}
