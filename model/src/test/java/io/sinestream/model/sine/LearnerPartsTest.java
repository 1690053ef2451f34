package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.TrainingExample;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class LearnerPartsTest {
    private static final SineSettings MODEL =
            SineSettings.streaming().toBuilder().dimension(8).window(8).build();
    private static final List<TrainingExample> VIEWS = Views.stream(150, 5);

    /** How much of the views the learners of golden files had seen. */
    private static final int GOLDEN_VIEWS = 101;

    /** Every point of a batch, with a memory that is soon full. */
    @Test
    void learnerReplacedAfterEveryViewLearnsTheSameBits() {
        String unbroken;
        try (SineLearner learner = learner()) {
            VIEWS.forEach(view -> learner.add(view, new Collected()));
            learner.finish(new Collected());
            unbroken = learner.digest();
        }
        SavedLearner saved = new SavedLearner();
        SineLearner learner = learner();
        try {
            for (TrainingExample view : VIEWS) {
                saved.save(learner);
                learner.close();
                learner = learner();
                saved.restore(learner);
                learner.add(view, new Collected());
            }
            learner.finish(new Collected());
            assertThat(learner.digest()).isEqualTo(unbroken);
            assertThat(saved.views.rows).hasSize(32);
        } finally {
            learner.close();
        }
    }

    @Test
    void theCoreDoesNotGrowWithTheMemory() {
        try (SineLearner few = learner(8);
                SineLearner many = learner(1_000)) {
            VIEWS.forEach(view -> {
                few.add(view, new Collected());
                many.add(view, new Collected());
            });
            // Not the same size: they rehearse other views, so their scores fall into other bins of the pooled AUC.
            assertThat(many.parts().core().length).isCloseTo(few.parts().core().length, within(500));
        }
    }

    /** Written when the core held the remembered views. */
    @Test
    void learnerOfVersion5GoesOnAndIsSavedAnew() throws IOException {
        SavedLearner old = golden("learner-5.bin.gz");
        SavedLearner saved = new SavedLearner();
        saved.rows.rows.putAll(old.rows.rows);
        String digest;
        SineSettings model = MODEL.toBuilder().interests(2).itemRate(0).build();
        try (SineLearner learner = learner(model, 32)) {
            old.restore(learner);
            saved.save(learner);
            assertThat(learner.counts().of(LearnerCount.EXAMPLES_TRAINED)).isEqualTo(88);
            digest = finish(learner);
        }
        assertThat(saved.views.rows).hasSize(32);
        assertThat(saved.core.length).isLessThan(old.core.length);
        try (SineLearner learner = learner(model, 32)) {
            saved.restore(learner);
            assertThat(finish(learner)).isEqualTo(digest);
        }
    }

    @Test
    void versionsItDoesNotKnowAreRefused() {
        for (int version : new int[] {4, 7}) {
            try (SineLearner learner = learner()) {
                byte[] core = learner.parts().core();
                ByteBuffer.wrap(core).putInt(version);
                assertThatThrownBy(() -> learner.parts().restoreCore(core))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("version " + version + ", this build reads versions 5 and 6");
            }
        }
    }

    private static String finish(SineLearner learner) {
        VIEWS.subList(GOLDEN_VIEWS, VIEWS.size()).forEach(view -> learner.add(view, new Collected()));
        learner.finish(new Collected());
        return learner.digest();
    }

    /** Length of the core, the core, how many items; then of each its key, its length and its row. */
    private static SavedLearner golden(String name) throws IOException {
        SavedLearner saved = new SavedLearner();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(
                Objects.requireNonNull(LearnerPartsTest.class.getResourceAsStream("/golden/state/" + name))))) {
            saved.core = in.readNBytes(in.readInt());
            int rows = in.readInt();
            for (int i = 0; i < rows; i++) {
                saved.rows.put(in.readLong(), in.readNBytes(in.readInt()));
            }
        }
        return saved;
    }

    private static SineLearner learner() {
        return learner(32);
    }

    private static SineLearner learner(int remembered) {
        return learner(MODEL, remembered);
    }

    private static SineLearner learner(SineSettings model, int remembered) {
        LearnerSettings settings = LearnerSettings.streaming(1).withBatchSize(8);
        return new SineLearner(model, settings.with(PairSettings.streaming(), new RehearsalSettings(4, remembered)));
    }
}
