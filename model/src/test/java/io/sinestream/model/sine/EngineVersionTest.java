package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import org.junit.jupiter.api.Test;

/** The build runs golden tests with two sets of DJL and PyTorch: each must be the one it says. */
class EngineVersionTest {
    @Test
    void engineIsOfTheVersionTheBuildSays() {
        String expected = System.getProperty("sinestream.djl", "");
        Torch.start();
        assertThat(expected.isEmpty() || expected.equals(Engine.getDjlVersion()))
                .as("DJL is %s, the build says %s", Engine.getDjlVersion(), expected)
                .isTrue();
    }
}
