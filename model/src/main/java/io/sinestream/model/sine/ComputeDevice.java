package io.sinestream.model.sine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the learner computes: {@code cpu}, {@code cuda:N}, or {@code auto} for the first GPU that is there, else the CPU.
 *
 * <p>Everything learned rests on the Java heap, whatever the device: rows, dense weights and the moments of both are part of
 * checkpoints. A call takes to the device what its batch names and brings gradients and vectors back.
 */
public final class ComputeDevice {
    private static final Pattern NAME = Pattern.compile("auto|cpu|cuda:(\\d{1,3})");
    private static final String ALLOWED = "allowed is auto, cpu or cuda:N (N from 0)";

    private final String name;

    private ComputeDevice(String name) {
        this.name = name;
    }

    /**
     * The device of this name; whether it is there shows when a learner starts on it, in another process as a rule.
     *
     * @throws IllegalArgumentException when the name is none
     */
    public static ComputeDevice of(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("learner.device is " + name + ", " + ALLOWED);
        }
        return new ComputeDevice(name);
    }

    /** The first GPU that is there, else the CPU. */
    static ComputeDevice automatic() {
        return new ComputeDevice("auto");
    }

    /**
     * A manager of arrays on the device.
     *
     * @throws IllegalStateException when a GPU was asked for that is not there
     */
    NDManager newManager() {
        Engine engine = Torch.start();
        return engine.newBaseManager(device(engine));
    }

    private Device device(Engine engine) {
        int gpus = engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
        Matcher parsed = NAME.matcher(name);
        if (!parsed.matches() || parsed.group(1) == null) {
            return name.equals("auto") && gpus > 0 ? Device.gpu(0) : Device.cpu();
        }
        int index = Integer.parseInt(parsed.group(1));
        if (index < gpus) {
            return Device.gpu(index);
        }
        throw new IllegalStateException("learner.device is " + name + ", but "
                + (engine.hasCapability(StandardCapabilities.CUDA)
                        ? "this machine has " + gpus + " GPUs that PyTorch can use: check driver and container"
                        : "PyTorch's libraries here are those for CPUs: build the package with -P cuda")
                + ", or set learner.device to auto or cpu");
    }

    @Override
    public String toString() {
        return name;
    }
}
