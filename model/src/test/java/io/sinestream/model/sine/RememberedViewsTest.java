package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.model.TrainingExample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedViewsTest {
    private static final List<TrainingExample> VIEWS = Views.stream(40, 5);

    @Test
    void theLatestAreRememberedWithoutNames() {
        RememberedViews memory = filled(new RehearsalSettings(64, 8), 40);
        List<String> latest =
                VIEWS.subList(32, 40).stream().map(TrainingExample::eventId).toList();
        assertThat(memory.draw(1, 1))
                .hasSize(64)
                .allSatisfy(view -> assertThat(view.user()).isEmpty())
                .extracting(TrainingExample::eventId)
                .hasSameElementsAs(latest);
    }

    @Test
    void stepsDrawDifferentlyAndTheSameAgain() {
        RememberedViews memory = filled(new RehearsalSettings(4, 32), 32);
        assertThat(memory.draw(1, 7)).isEqualTo(memory.draw(1, 7));
        assertThat(ids(memory.draw(1, 7))).isNotEqualTo(ids(memory.draw(1, 8)));
        assertThat(ids(memory.draw(1, 7))).isNotEqualTo(ids(memory.draw(2, 7)));
    }

    @Test
    void eachViewIsSavedOnceAndRemovedOnceForgotten() {
        RememberedViews memory = filled(new RehearsalSettings(4, 8), 6);
        assertThat(changes(memory)).containsExactly("+0", "+1", "+2", "+3", "+4", "+5");
        assertThat(changes(memory)).isEmpty();
        VIEWS.subList(6, 10).forEach(memory::add);
        assertThat(changes(memory)).containsExactly("+6", "+7", "+8", "-0", "+9", "-1");
    }

    @Test
    void whatComesAndGoesBetweenTwoCheckpointsIsNeverSaved() {
        RememberedViews memory = filled(new RehearsalSettings(4, 8), 2);
        changes(memory);
        VIEWS.forEach(memory::add);
        assertThat(changes(memory)).containsExactly("-0", "-1", "+34", "+35", "+36", "+37", "+38", "+39", "+40", "+41");
    }

    @Test
    void restoredMemoryDrawsTheSame() throws IOException {
        RehearsalSettings settings = new RehearsalSettings(16, 8);
        RememberedViews memory = filled(settings, 27);
        SavedRows saved = new SavedRows();
        RememberedViews restored = restored(memory, saved, settings);
        restored.requireWhole();
        assertThat(ids(restored.draw(1, 3))).isEqualTo(ids(memory.draw(1, 3)));
        memory.add(VIEWS.get(30));
        restored.add(VIEWS.get(30));
        assertThat(ids(restored.draw(1, 4))).isEqualTo(ids(memory.draw(1, 4)));
        assertThat(changes(restored)).isEqualTo(changes(memory)).containsExactly("+27", "-19");
    }

    @Test
    void aSmallerMemoryKeepsTheLatestAndRemovesTheOthers() throws IOException {
        SavedRows saved = new SavedRows();
        RememberedViews small =
                restored(filled(new RehearsalSettings(64, 16), 40), saved, new RehearsalSettings(64, 4));
        small.requireWhole();
        small.drainChanges(saved);
        assertThat(saved.rows).containsOnlyKeys(36L, 37L, 38L, 39L);
        assertThat(ids(small.draw(1, 1))).hasSameElementsAs(ids(VIEWS.subList(36, 40)));
        RememberedViews none = restored(small, saved, RehearsalSettings.none());
        none.requireWhole();
        none.drainChanges(saved);
        assertThat(saved.rows).isEmpty();
    }

    @Test
    void aMissingOrDamagedViewIsRefused() throws IOException {
        RehearsalSettings settings = new RehearsalSettings(4, 8);
        SavedRows saved = new SavedRows();
        RememberedViews memory = restored(filled(settings, 5), saved, settings);
        byte[] view = saved.rows.getOrDefault(3L, new byte[0]);
        assertThatThrownBy(() -> memory.restore(3, Arrays.copyOf(view, view.length / 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("remembered view 3")
                .hasMessageContaining("older checkpoint");
        RememberedViews lacking = new RememberedViews(settings);
        lacking.read(core(memory));
        lacking.restore(3, view);
        assertThatThrownBy(lacking::requireWhole)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 of 5 remembered views");
    }

    @Test
    void whoRehearsesNothingRemembersNothing() {
        RememberedViews memory = filled(RehearsalSettings.none(), 40);
        assertThat(memory.size()).isZero();
        assertThat(memory.draw(1, 1)).isEmpty();
    }

    private static RememberedViews filled(RehearsalSettings settings, int views) {
        RememberedViews memory = new RememberedViews(settings);
        VIEWS.subList(0, views).forEach(memory::add);
        return memory;
    }

    private static RememberedViews restored(RememberedViews from, SavedRows saved, RehearsalSettings settings)
            throws IOException {
        from.drainChanges(saved);
        RememberedViews restored = new RememberedViews(settings);
        restored.read(core(from));
        saved.rows.forEach(restored::restore);
        return restored;
    }

    private static DataInputStream core(RememberedViews memory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        memory.write(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static List<String> changes(RememberedViews memory) {
        List<String> changes = new ArrayList<>();
        memory.drainChanges(new RowSink() {
            @Override
            public void put(long key, byte[] row) {
                changes.add("+" + key);
            }

            @Override
            public void remove(long key) {
                changes.add("-" + key);
            }
        });
        return changes;
    }

    private static List<String> ids(List<TrainingExample> views) {
        return views.stream().map(TrainingExample::eventId).toList();
    }
}
