package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
    void restoredMemoryDrawsTheSame() throws IOException {
        RememberedViews memory = filled(new RehearsalSettings(16, 8), 27);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        memory.write(new DataOutputStream(bytes));
        RememberedViews restored = new RememberedViews(new RehearsalSettings(16, 8));
        restored.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(ids(restored.draw(1, 3))).isEqualTo(ids(memory.draw(1, 3)));
        memory.add(VIEWS.get(30));
        restored.add(VIEWS.get(30));
        assertThat(ids(restored.draw(1, 4))).isEqualTo(ids(memory.draw(1, 4)));
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

    private static List<String> ids(List<TrainingExample> views) {
        return views.stream().map(TrainingExample::eventId).toList();
    }
}
