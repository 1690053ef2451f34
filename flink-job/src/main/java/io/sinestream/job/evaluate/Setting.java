package io.sinestream.job.evaluate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One setting of the job that is compared with others.
 *
 * @param options of the job, as text by key
 */
public record Setting(String name, SortedMap<String, String> options) {
    public Setting {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** The same, measured by that protocol if it does not say itself by which. */
    public Setting measuredBy(String protocol) {
        SortedMap<String, String> more = new TreeMap<>(options);
        more.putIfAbsent(Evaluation.PROTOCOL, protocol);
        return new Setting(name, more);
    }
}
