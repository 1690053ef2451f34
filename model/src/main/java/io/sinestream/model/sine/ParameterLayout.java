package io.sinestream.model.sine;

import ai.djl.ndarray.types.Shape;
import io.sinestream.model.Mix;
import io.sinestream.model.sine.SineSettings.AttentionNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names, shapes and places of the dense parameters in one flat vector; item vectors are not among them. Only what the
 * switches use is there. Matrices are stored (out, in), so y = M x + bias.
 *
 * <p>P (L, D) positions, Z (K, D) prototypes, W (2D) and b (1) fusion, the first D of W meeting the sub-interest; per block
 * norm_q (pre-query norm only), Wq, Wk, Wv, Wo (output projection only), norm_ffn, ffn; norm_out (final norm only).
 */
final class ParameterLayout {
    /**
     * One tensor in the flat vector.
     *
     * @param name as in the published model
     * @param shape its shape
     * @param offset place of its first value
     */
    record Parameter(String name, Shape shape, int offset) {
        int size() {
            return Math.toIntExact(shape.size());
        }

        private int end() {
            return offset + size();
        }
    }

    private final SineSettings settings;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private int size;

    ParameterLayout(SineSettings settings) {
        this.settings = settings;
        int d = settings.dimension();
        add("P", settings.window(), d);
        add("Z", settings.interests(), d);
        if (settings.sharesScore()) {
            add("W", 2L * d);
            add("b", 1);
        }
        for (int block = 0; block < settings.blocks(); block++) {
            addBlock("block." + block + ".", d);
        }
        if (settings.finalNorm()) {
            addNorm("norm_out", d);
        }
    }

    private void addBlock(String block, int d) {
        if (settings.attentionNorm() == AttentionNorm.PRE_QUERY) {
            addNorm(block + "norm_q", d);
        }
        add(block + "Wq", d, d);
        add(block + "Wk", d, d);
        add(block + "Wv", d, d);
        if (settings.outputProjection()) {
            add(block + "Wo", d, d);
        }
        addNorm(block + "norm_ffn", d);
        add(block + "ffn.W1", d, d);
        add(block + "ffn.b1", d);
        add(block + "ffn.W2", d, d);
        add(block + "ffn.b2", d);
    }

    private void addNorm(String name, int d) {
        add(name + ".gain", d);
        add(name + ".bias", d);
    }

    private void add(String name, long... shape) {
        Parameter parameter = new Parameter(name, new Shape(shape), size);
        parameters.put(name, parameter);
        size = parameter.end();
    }

    /** Values in the flat vector. */
    int size() {
        return size;
    }

    /** Every tensor in the order of its place. */
    List<Parameter> parameters() {
        return List.copyOf(parameters.values());
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException when the switches do not use it
     */
    Parameter get(String name) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("parameter is " + name + ", must be one of "
                    + Collections.unmodifiableSet(parameters.keySet()) + ": the switches decide which exist");
        }
        return parameter;
    }

    /** Places where one tensor ends and the next begins, for one split of the flat vector. */
    long[] boundaries() {
        List<Long> ends = new ArrayList<>();
        parameters.values().forEach(parameter -> ends.add((long) parameter.end()));
        return ends.stream().limit(ends.size() - 1L).mapToLong(end -> end).toArray();
    }

    /**
     * Initial values: matrices normal with variance 2/(rows + columns), gains 1, layer-norm biases 0, other biases 0 or, with
     * the switch, uniform within one over the root of their inputs.
     */
    double[] initialValues(long seed) {
        double[] values = new double[size];
        for (Parameter parameter : parameters.values()) {
            initialise(parameter, values, Mix.seed(seed, parameter.name()));
        }
        return values;
    }

    private void initialise(Parameter parameter, double[] values, long seed) {
        String name = parameter.name();
        if (name.endsWith(".gain")) {
            Arrays.fill(values, parameter.offset(), parameter.end(), 1);
        } else if (isMatrix(parameter)) {
            double deviation = xavier(parameter.shape());
            for (int i = 0; i < parameter.size(); i++) {
                values[parameter.offset() + i] = deviation * Gaussian.at(seed, i);
            }
        } else if (settings.uniformBiases() && !name.endsWith(".bias")) {
            double bound = 1 / Math.sqrt(name.equals("b") ? 2 * settings.dimension() : settings.dimension());
            for (int i = 0; i < parameter.size(); i++) {
                values[parameter.offset() + i] = bound * (2 * Mix.unit(Mix.at(seed, i)) - 1);
            }
        }
    }

    private static boolean isMatrix(Parameter parameter) {
        return parameter.shape().dimension() == 2 || parameter.name().equals("W");
    }

    /** Deviation of the normal initialisation of Glorot and Bengio (AISTATS 2010); W is one row of 2D columns. */
    private static double xavier(Shape shape) {
        long rows = shape.dimension() == 1 ? 1 : shape.get(0);
        long columns = shape.get(shape.dimension() - 1);
        return Math.sqrt(2.0 / (rows + columns));
    }
}
