package io.sinestream.model.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Test-then-train quality of a stream from every side: since the start, over the last instances and over the last hour of
 * event time, by {@link QualitySlice}, and that of a popularity baseline over the same candidates. Part of the saved state,
 * so every figure is exact across restarts. Not safe for several threads.
 */
public final class StreamQuality {
    /** The baseline's later half is cut at a block's edge from here on, to keep the state small. */
    private static final int POPULARITY_BLOCKS = 1 << 12;

    private static final Duration BUCKET = Duration.ofMinutes(1);
    private static final int BUCKETS = 60;

    private final TestThenTrainQuality model = new TestThenTrainQuality();
    private final TestThenTrainQuality popularity = new TestThenTrainQuality(POPULARITY_BLOCKS);
    private final QualityWindow window = new QualityWindow();
    private final EventTimeQuality hour = new EventTimeQuality(BUCKET, BUCKETS);
    private final EventTimeQuality hourOfPopularity = new EventTimeQuality(BUCKET, BUCKETS);
    private final Map<QualitySlice, Sliced> slices = new EnumMap<>(QualitySlice.class);

    /**
     * The two scorers' means over a slice.
     *
     * @param popularity over the same instances
     */
    public record Sliced(GroupedQuality model, GroupedQuality popularity) {
        static final Sliced NONE = new Sliced(GroupedQuality.NONE, GroupedQuality.NONE);

        private Sliced plus(InstanceQuality byModel, InstanceQuality byPopularity) {
            return new Sliced(model.plus(byModel), popularity.plus(byPopularity));
        }
    }

    /** Counts a tested view; one without skips is no instance. */
    public void add(TestedView view) {
        if (view.model().skips().length == 0) {
            return;
        }
        InstanceQuality byModel = view.model().quality();
        InstanceQuality byPopularity = view.popularity().quality();
        model.add(view.model(), byModel);
        popularity.add(view.popularity(), byPopularity);
        window.add(view);
        hour.add(view.eventTimeMillis(), byModel);
        hourOfPopularity.add(view.eventTimeMillis(), byPopularity);
        for (QualitySlice slice : QualitySlice.values()) {
            if (slice.holds(view)) {
                slices.put(slice, slice(slice).plus(byModel, byPopularity));
            }
        }
    }

    /** The model's figures since the start. */
    public TestThenTrainQuality.Figures model() {
        return model.figures();
    }

    /** Every figure; sums over all that is kept, a few milliseconds. */
    public Figures figures() {
        return new Figures(
                model.figures(),
                popularity.figures(),
                window.model(),
                window.popularity(),
                new Sliced(hour.current(), hourOfPopularity.current()),
                new EnumMap<>(slices));
    }

    private Sliced slice(QualitySlice slice) {
        return slices.getOrDefault(slice, Sliced.NONE);
    }

    /**
     * What metrics and reports show; NaN where there was no instance.
     *
     * @param model since the start
     * @param popularity since the start, over the same instances
     * @param window of the model over the last instances
     * @param windowOfPopularity over the same
     * @param lastHour of event time, up to the newest instance
     * @param slices since the start
     */
    public record Figures(
            TestThenTrainQuality.Figures model,
            TestThenTrainQuality.Figures popularity,
            WindowQuality window,
            WindowQuality windowOfPopularity,
            Sliced lastHour,
            Map<QualitySlice, Sliced> slices) {
        /** Means of a slice. */
        public Sliced slice(QualitySlice slice) {
            return slices.getOrDefault(slice, Sliced.NONE);
        }
    }

    /** Writes the whole state. */
    public void write(DataOutput out) throws IOException {
        model.write(out);
        popularity.write(out);
        window.write(out);
        hour.write(out);
        hourOfPopularity.write(out);
        out.writeInt(slices.size());
        for (Map.Entry<QualitySlice, Sliced> slice : slices.entrySet()) {
            out.writeUTF(slice.getKey().shortName());
            slice.getValue().model().write(out);
            slice.getValue().popularity().write(out);
        }
    }

    /** Reads what {@link #write} wrote; slices by name, so that some can be added or taken away. */
    public static StreamQuality read(DataInput in) throws IOException {
        StreamQuality quality = new StreamQuality();
        quality.model.read(in);
        quality.popularity.read(in);
        quality.window.read(in);
        quality.hour.read(in);
        quality.hourOfPopularity.read(in);
        int written = in.readInt();
        for (int i = 0; i < written; i++) {
            String name = in.readUTF();
            Sliced sliced = new Sliced(GroupedQuality.read(in), GroupedQuality.read(in));
            for (QualitySlice slice : QualitySlice.values()) {
                if (slice.shortName().equals(name)) {
                    quality.slices.put(slice, sliced);
                }
            }
        }
        return quality;
    }
}
