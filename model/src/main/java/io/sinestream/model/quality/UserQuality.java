package io.sinestream.model.quality;

import java.util.HashMap;
import java.util.Map;

/** Mean over users of each user's mean AUC; memory grows with the users seen. Not safe for several threads. */
public final class UserQuality {
    private final Map<Object, double[]> sums = new HashMap<>();

    /** Adds an instance of a user; one without a skip changes nothing. */
    public void add(Object user, InstanceQuality instance) {
        if (!instance.compares()) {
            return;
        }
        double[] sum = sums.computeIfAbsent(user, u -> new double[2]);
        sum[0] += instance.auc();
        sum[1]++;
    }

    /** GAUC by user, NaN before the first instance with a skip. */
    public double gauc() {
        double total = 0;
        for (double[] sum : sums.values()) {
            total += sum[0] / sum[1];
        }
        return total / sums.size();
    }
}
