package io.sinestream.model.sine;

import io.sinestream.model.quality.TestThenTrainQuality;
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
 * with the dense weights as the core of its state; item rows are saved one by one.
 */
final class LearnerState {
    private static final int VERSION = 2;

    private final LearnerCounts counts = new LearnerCounts();
    private String lineage;
    private StreamTime time = new StreamTime();
    private TestThenTrainQuality quality = new TestThenTrainQuality();
    private PendingBatch pending = new PendingBatch();
    private final PublishingGuard guard;

    LearnerState(String lineage, int guardWindow) {
        this.lineage = lineage;
        this.guard = new PublishingGuard(guardWindow);
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

    TestThenTrainQuality quality() {
        return quality;
    }

    PendingBatch pending() {
        return pending;
    }

    PublishingGuard guard() {
        return guard;
    }

    /** This and the model's dense weights. */
    byte[] save(LearnedModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            SavedSettings.write(model.settings(), out);
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
        guard.write(out);
        pending.write(out);
    }

    /**
     * Takes over what {@link #save} gave, dense weights into the model.
     *
     * @throws IllegalStateException when it is of another model or version, or damaged
     */
    void restore(byte[] bytes, LearnedModel model) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            requireSame(settings(in), model.settings());
            read(in);
            int length = in.readInt();
            if (length != in.available()) {
                throw new IOException(in.available() + " bytes of dense weights, " + length + " were written");
            }
            byte[] weights = in.readAllBytes();
            model.dense().restore(weights);
        } catch (IOException e) {
            throw new IllegalStateException("learner state is cut short or damaged: " + e.getMessage(), e);
        }
    }

    private void read(DataInput in) throws IOException {
        lineage = in.readUTF();
        counts.read(in);
        time = StreamTime.read(in);
        quality = TestThenTrainQuality.read(in);
        guard.read(in);
        pending = PendingBatch.read(in);
    }

    private static SineSettings settings(DataInput in) throws IOException {
        int version = in.readInt();
        if (version != VERSION) {
            throw new IllegalStateException("learner state of version " + version + ", this build reads version "
                    + VERSION + ": restore with the build that wrote it");
        }
        return SavedSettings.read(in);
    }

    private static void requireSame(SineSettings saved, SineSettings model) {
        if (!saved.switches().equals(model.switches())) {
            throw new IllegalStateException("learner state was written with model switches "
                    + SavedSettings.differences(saved, model) + ", this job has "
                    + SavedSettings.differences(model, saved)
                    + ": use the same model.* options or start without the old state");
        }
    }
}
