package io.sinestream.model;

import org.jspecify.annotations.Nullable;

/**
 * The 64-bit key that stands for an item's string id between operators and in user state: the number itself for a
 * canonical decimal id below 2^62, else a hash with the top bit set. The learner keeps each row's full id, so a collision
 * of two hashed ids is seen and counted.
 */
public final class ItemKey {
    /** No item. */
    public static final long NONE = -1;

    private static final int MAX_DIGITS = 18;

    private ItemKey() {}

    /** The key of an id. */
    public static long of(String id) {
        return isDecimal(id) ? Long.parseLong(id) : hash(id);
    }

    /** Whether the key is the id itself, so that {@link #id} can give it back. */
    public static boolean isPlain(long key) {
        return key >= 0;
    }

    /** The id that needs to travel beside the key: null when the key is the id. */
    public static @Nullable String idBeside(long key, String id) {
        return isPlain(key) ? null : id;
    }

    /** The id behind a key, given the one that travelled beside it; a hash without one is shown as such. */
    public static String id(long key, @Nullable String beside) {
        if (beside != null) {
            return beside;
        }
        return isPlain(key) ? Long.toString(key) : "#" + Long.toHexString(key);
    }

    private static boolean isDecimal(String id) {
        int n = id.length();
        if (n == 0 || n > MAX_DIGITS || (n > 1 && id.charAt(0) == '0')) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            char c = id.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** FNV-1a over the UTF-16 units, then a finaliser: cheap, stable across machines and versions, well mixed. */
    private static long hash(String id) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            h = (h ^ id.charAt(i)) * 0x100000001b3L;
        }
        long key = Mix.mix64(h) | Long.MIN_VALUE;
        return key == NONE ? NONE - 1 : key;
    }
}
