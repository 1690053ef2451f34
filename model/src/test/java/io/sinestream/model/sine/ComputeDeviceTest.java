package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.Device;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeDeviceTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda", "cuda:", "cuda:-1", "cuda:x", "CPU", "cpu:0"})
    void otherNamesAreRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComputeDevice.of(name))
                .withMessage("learner.device is " + name + ", allowed is auto, cpu or cuda:N (N from 0)");
    }

    @Test
    void cpuIsAlwaysThere() {
        try (NDManager manager = ComputeDevice.of("cpu").newManager()) {
            assertThat(manager.getDevice()).isEqualTo(Device.cpu());
        }
    }

    @Test
    void automaticIsTheCpuWithoutCuda() {
        assumeFalse(Torch.start().hasCapability(StandardCapabilities.CUDA));
        try (NDManager manager = ComputeDevice.automatic().newManager()) {
            assertThat(manager.getDevice()).isEqualTo(Device.cpu());
        }
    }

    @Test
    void missingGpuIsSaidWithTheNextStep() {
        assumeFalse(Torch.start().hasCapability(StandardCapabilities.CUDA));
        LearnerSettings settings = LearnerSettings.streaming(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> new SineLearner(SineSettings.streaming(), settings, ComputeDevice.of("cuda:0")))
                .withMessage(
                        "learner.device is cuda:0, but PyTorch's libraries here are those for CPUs: build the package"
                                + " with -P cuda, or set learner.device to auto or cpu");
    }
}
