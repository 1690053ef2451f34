package io.sinestream.model.sine;

import io.sinestream.model.quality.FadingMean;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** The losses of the last hundred steps or so; part of the saved state. */
final class LossMeans {
    private static final double FACTOR = 0.99;

    private final FadingMean randomItems = new FadingMean(FACTOR);
    private final FadingMean skips = new FadingMean(FACTOR);
    private final FadingMean prototypes = new FadingMean(FACTOR);
    private final FadingMean total = new FadingMean(FACTOR);

    void add(Step step) {
        randomItems.add(step.l1());
        skips.add(step.l2());
        prototypes.add(step.ldis());
        total.add(step.total());
    }

    LossFigures figures() {
        return new LossFigures(randomItems.value(), skips.value(), prototypes.value(), total.value());
    }

    private List<FadingMean> all() {
        return List.of(randomItems, skips, prototypes, total);
    }

    void write(DataOutput out) throws IOException {
        for (FadingMean mean : all()) {
            mean.write(out);
        }
    }

    void read(DataInput in) throws IOException {
        for (FadingMean mean : all()) {
            mean.read(in);
        }
    }
}
