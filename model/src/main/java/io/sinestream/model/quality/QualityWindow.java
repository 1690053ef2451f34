package io.sinestream.model.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;

/**
 * The last {@value #INSTANCES} tested views as they are, so that every figure over them is exact: the pooled AUC by sorting,
 * the grouped ones, and the mean by user, which no sum of bounded size could hold for a whole stream.
 */
final class QualityWindow {
    static final int INSTANCES = 2_000;

    private final ArrayDeque<TestedView> views = new ArrayDeque<>();

    void add(TestedView view) {
        if (views.size() == INSTANCES) {
            views.removeFirst();
        }
        views.addLast(view);
    }

    WindowQuality model() {
        return measure(TestedView::model);
    }

    WindowQuality popularity() {
        return measure(TestedView::popularity);
    }

    private WindowQuality measure(Function<TestedView, Scores> scorer) {
        GroupedQuality grouped = GroupedQuality.NONE;
        UserQuality users = new UserQuality();
        for (TestedView view : views) {
            InstanceQuality instance = scorer.apply(view).quality();
            grouped = grouped.plus(instance);
            users.add(view.user(), instance);
        }
        double[] targets = scores(views, view -> new float[] {scorer.apply(view).target()});
        double[] skips = scores(views, view -> scorer.apply(view).skips());
        return new WindowQuality(Auc.of(targets, skips), grouped, users.gauc(), mean(targets), mean(skips));
    }

    private static double[] scores(Collection<TestedView> views, Function<TestedView, float[]> of) {
        double[] all = new double[64];
        int n = 0;
        for (TestedView view : views) {
            for (float score : of.apply(view)) {
                if (n == all.length) {
                    all = Arrays.copyOf(all, 2 * n);
                }
                all[n++] = score;
            }
        }
        return Arrays.copyOf(all, n);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(views.size());
        for (TestedView view : views) {
            view.write(out);
        }
    }

    /** Takes over what {@link #write} wrote. */
    void read(DataInput in) throws IOException {
        views.clear();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            add(TestedView.read(in));
        }
    }
}
