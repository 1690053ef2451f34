package io.sinestream.model.sine;

import io.sinestream.model.quality.StreamQuality;
import io.sinestream.model.sine.LearnerSettings.RowOptimiser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a learner remembers besides weights: how far it has come, the views that wait, the figures so far. Saved together
 * with the dense weights as the core of its state; item rows and remembered views are saved one by one.
 */
final class LearnerState {
    private static final int VERSION = 6;

    /** Held the remembered views, too. */
    private static final int WITH_REMEMBERED_VIEWS = 5;

    private final LearnerSettings settings;
    private final LearnerCounts counts = new LearnerCounts();
    private String lineage;
    private StreamTime time = new StreamTime();
    private StreamQuality quality = new StreamQuality();
    private final LossMeans losses = new LossMeans();
    private PendingBatch pending = new PendingBatch();
    private final PublishingGuard guard;
    private final RememberedViews remembered;

    LearnerState(String lineage, LearnerSettings settings) {
        this.lineage = lineage;
        this.settings = settings;
        this.guard = new PublishingGuard(settings.guardWindow());
        this.remembered = new RememberedViews(settings.rehearsal());
    }

    /** What decides which numbers there are in a saved learner. */
    record Origin(SineSettings model, RowOptimiser rowOptimiser, Precision precision) {
        void write(DataOutput out) throws IOException {
            SavedSettings.write(model, out);
            out.writeUTF(rowOptimiser.name());
            out.writeUTF(precision.name());
        }

        static Origin read(DataInput in) throws IOException {
            return new Origin(
                    SavedSettings.read(in), RowOptimiser.valueOf(in.readUTF()), Precision.valueOf(in.readUTF()));
        }
    }

    /** From now on it is learned from other weights, or anew from these. */
    void startFrom(String otherLineage) {
        lineage = otherLineage;
    }

    LearnerCounts counts() {
        return counts;
    }

    String lineage() {
        return lineage;
    }

    StreamTime time() {
        return time;
    }

    StreamQuality quality() {
        return quality;
    }

    LossMeans losses() {
        return losses;
    }

    PendingBatch pending() {
        return pending;
    }

    PublishingGuard guard() {
        return guard;
    }

    RememberedViews remembered() {
        return remembered;
    }

    /** This and the model's dense weights. */
    byte[] save(LearnedModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            new Origin(model.settings(), settings.rowOptimiser(), settings.precision()).write(out);
            write(out);
            byte[] weights = model.dense().save();
            out.writeInt(weights.length);
            out.write(weights);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private void write(DataOutput out) throws IOException {
        out.writeUTF(lineage);
        counts.write(out);
        time.write(out);
        quality.write(out);
        losses.write(out);
        guard.write(out);
        pending.write(out);
        remembered.write(out);
    }

    /**
     * What a saved core is of.
     *
     * @throws IllegalStateException when it is of another version, or damaged
     */
    static Origin origin(byte[] bytes) {
        return read(bytes, in -> {
            version(in);
            return Origin.read(in);
        });
    }

    /**
     * Takes over what {@link #save} gave, dense weights into the model.
     *
     * @throws IllegalStateException when it is of another model or version, or damaged
     */
    void restore(byte[] bytes, LearnedModel model) {
        read(bytes, in -> {
            int version = version(in);
            requireSame(Origin.read(in), model.settings());
            read(in, version);
            int length = in.readInt();
            if (length != in.available()) {
                throw new IOException(in.available() + " bytes of dense weights, " + length + " were written");
            }
            byte[] weights = in.readAllBytes();
            model.dense().restore(weights);
            return weights.length;
        });
    }

    /** Something that reads a part of the core. */
    private interface Part<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static <T> T read(byte[] bytes, Part<T> part) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return part.read(in);
        } catch (IOException | IllegalArgumentException | NegativeArraySizeException e) {
            throw new IllegalStateException("learner state is cut short or damaged: " + e.getMessage(), e);
        }
    }

    private void read(DataInput in, int version) throws IOException {
        lineage = in.readUTF();
        counts.read(in);
        time = StreamTime.read(in);
        quality = StreamQuality.read(in);
        losses.read(in);
        guard.read(in);
        pending = PendingBatch.read(in);
        if (version == WITH_REMEMBERED_VIEWS) {
            remembered.readWhole(in);
        } else {
            remembered.read(in);
        }
    }

    private static int version(DataInput in) throws IOException {
        int version = in.readInt();
        if (version != VERSION && version != WITH_REMEMBERED_VIEWS) {
            throw new IllegalStateException("learner state of version " + version + ", this build reads versions "
                    + WITH_REMEMBERED_VIEWS + " and " + VERSION + ": restore with the build that wrote it");
        }
        return version;
    }

    private void requireSame(Origin saved, SineSettings model) {
        if (!saved.model().switches().equals(model.switches())) {
            throw new IllegalStateException("learner state was written with model switches "
                    + SavedSettings.differences(saved.model(), model) + ", this job has "
                    + SavedSettings.differences(model, saved.model())
                    + ": use the same model.* options or start without the old state");
        }
        if (saved.rowOptimiser() != settings.rowOptimiser() || saved.precision() != settings.precision()) {
            throw new IllegalStateException("learner state was written with learner.row-optimiser "
                    + saved.rowOptimiser() + " in " + saved.precision() + ", this job has " + settings.rowOptimiser()
                    + " in " + settings.precision() + ": use the same or start without the old state");
        }
    }
}
