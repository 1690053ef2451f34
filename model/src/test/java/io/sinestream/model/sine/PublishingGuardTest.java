package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.Mix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PublishingGuardTest {
    private static final int WINDOW = 2_000;

    @Test
    void randomScoresPauseNothing() {
        PublishingGuard guard = new PublishingGuard(WINDOW);
        int paused = 0;
        for (int i = 0; i < 20_000; i++) {
            feed(guard, Mix.unit(Mix.at(3, i)) < 0.5);
            guard.hasTurned();
            paused += guard.isPaused() ? 1 : 0;
        }
        assertThat(paused).isZero();
    }

    @Test
    void belowRandomPausesAndResumesByItself() {
        PublishingGuard guard = new PublishingGuard(WINDOW);
        // Three standard errors at 2,000 instances are 0.0335: 934 wins are within them, 933 are not.
        fill(guard, 934);
        assertThat(guard.hasTurned()).isFalse();
        fill(guard, 933);
        assertThat(guard.hasTurned()).isTrue();
        assertThat(guard.isPaused()).isTrue();
        assertThat(guard.reason()).contains("2,000 instances is 0.4665").contains("standard error 0.0112");
        fill(guard, 977);
        assertThat(guard.hasTurned()).isFalse();
        fill(guard, 978);
        assertThat(guard.hasTurned()).isTrue();
        assertThat(guard.isPaused()).isFalse();
    }

    @Test
    void nothingIsDecidedBeforeTheWindowIsFull() {
        PublishingGuard guard = new PublishingGuard(WINDOW);
        for (int i = 0; i < WINDOW - 1; i++) {
            feed(guard, false);
            assertThat(guard.hasTurned()).isFalse();
        }
        guard.add(1, new float[0]);
        assertThat(guard.hasTurned()).isFalse();
        feed(guard, false);
        assertThat(guard.hasTurned()).isTrue();
    }

    @Test
    void windowZeroNeverPauses() {
        PublishingGuard guard = new PublishingGuard(0);
        fill(guard, 0);
        assertThat(guard.hasTurned()).isFalse();
        assertThat(guard.isPaused()).isFalse();
    }

    @Test
    void windowAndDecisionSurviveARestore() throws IOException {
        PublishingGuard guard = new PublishingGuard(WINDOW);
        fill(guard, 0);
        guard.hasTurned();
        for (int i = 0; i < 500; i++) {
            feed(guard, true);
        }
        PublishingGuard restored = new PublishingGuard(WINDOW);
        restore(guard, restored);
        assertThat(restored.isPaused()).isTrue();
        assertThat(restored.reason()).isEqualTo(guard.reason());
        int turns = 0;
        for (int i = 0; i < 600; i++) {
            feed(guard, true);
            feed(restored, true);
            boolean turned = guard.hasTurned();
            assertThat(restored.hasTurned()).isEqualTo(turned);
            turns += turned ? 1 : 0;
        }
        assertThat(turns).isEqualTo(1);

        PublishingGuard off = new PublishingGuard(0);
        restore(guard, off);
        assertThat(off.isPaused()).isFalse();
    }

    private static void restore(PublishingGuard from, PublishingGuard to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        from.write(new DataOutputStream(bytes));
        to.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static void fill(PublishingGuard guard, int wins) {
        for (int i = 0; i < WINDOW; i++) {
            feed(guard, i < wins);
        }
    }

    private static void feed(PublishingGuard guard, boolean wins) {
        guard.add(wins ? 1 : 0, new float[] {0.5f});
    }
}
