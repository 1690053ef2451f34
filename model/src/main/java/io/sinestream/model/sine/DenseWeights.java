package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Every weight but the item vectors, as one flat vector in the order of {@link ParameterLayout}, with its optimiser state
 * behind it.
 */
final class DenseWeights {
    private final ParameterLayout layout;
    private final Precision precision;
    private final Reals numbers;

    DenseWeights(ParameterLayout layout, Precision precision, int stateSize) {
        this.layout = layout;
        this.precision = precision;
        this.numbers = Reals.of(precision, layout.size() + stateSize);
    }

    void set(double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            numbers.set(i, weights[i]);
        }
    }

    /** Sets one tensor, row-major. */
    void set(String name, float[] weights) {
        int offset = layout.get(name).offset();
        for (int i = 0; i < weights.length; i++) {
            numbers.set(offset + i, weights[i]);
        }
    }

    /** How many there are. */
    int size() {
        return layout.size();
    }

    double get(int index) {
        return numbers.get(index);
    }

    void update(Optimiser.Update update, Reals gradient) {
        update.apply(numbers, 0, layout.size(), gradient, 0);
    }

    /** The flat vector (P); the manager's. */
    NDArray toArray(NDManager manager) {
        return Torch.create(
                manager, precision, new Shape(layout.size()), buffer -> numbers.write(0, layout.size(), buffer));
    }

    /** The weights as float32. */
    List<ModelHead.Tensor> tensors() {
        return layout.parameters().stream().map(this::tensor).toList();
    }

    private ModelHead.Tensor tensor(ParameterLayout.Parameter parameter) {
        float[] data = new float[parameter.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) numbers.get(parameter.offset() + i);
        }
        long[] shape = parameter.shape().getShape();
        return new ModelHead.Tensor(
                parameter.name(),
                Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(),
                data);
    }

    /** Weights and optimiser state, little-endian. */
    byte[] save() {
        ByteBuffer buffer =
                ByteBuffer.allocate(numbers.size() * precision.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        numbers.write(0, numbers.size(), buffer);
        return buffer.array();
    }

    /** Puts back what {@link #save} gave. */
    void restore(byte[] bytes) {
        if (bytes.length != numbers.size() * precision.bytes()) {
            throw new IllegalStateException("dense weights in state: " + bytes.length + " bytes, this model needs "
                    + numbers.size() * precision.bytes() + ": switches, width or precision differ");
        }
        numbers.read(0, numbers.size(), ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        for (int i = 0; i < numbers.size(); i++) {
            if (!Double.isFinite(numbers.get(i))) {
                throw new IllegalStateException("dense weight or moment " + i + " in state is " + numbers.get(i)
                        + ", must be finite: the state is damaged, restore from an older checkpoint");
            }
        }
    }
}
