package io.sinestream.model.sine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: which tensors lie where. The format is eight bytes with the header's length
 * (little-endian), the header as JSON padded with spaces, then the tensors' bytes, little-endian, row-major, without gaps.
 * Written in many languages as {@code safetensors}; no maintained Java library writes it.
 */
final class Safetensors {
    /** Bytes before the header. */
    static final int LENGTH_BYTES = Long.BYTES;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ALIGNMENT = 8;

    private Safetensors() {}

    /** The number types that are written here. */
    enum Type {
        F32(Float.BYTES),
        I64(Long.BYTES);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /** A tensor's name, type and shape. */
    record Tensor(String name, Type type, List<Long> shape) {
        static Tensor of(String name, Type type, long... shape) {
            return new Tensor(name, type, Arrays.stream(shape).boxed().toList());
        }

        long numbers() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }

        long bytes() {
            return Math.multiplyExact(numbers(), type.bytes);
        }
    }

    /** A tensor and where its bytes begin, counted from the header's end. */
    record Placed(Tensor tensor, long offset) {}

    /** The header of tensors in the order they are written. */
    static byte[] header(List<Tensor> tensors) {
        ObjectNode root = JSON.createObjectNode();
        long offset = 0;
        for (Tensor tensor : tensors) {
            ObjectNode entry = root.putObject(tensor.name());
            entry.put("dtype", tensor.type().name());
            tensor.shape().forEach(entry.putArray("shape")::add);
            entry.putArray("data_offsets").add(offset).add(offset + tensor.bytes());
            offset += tensor.bytes();
        }
        try {
            byte[] json = JSON.writeValueAsBytes(root);
            byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
            Arrays.fill(padded, json.length, padded.length, (byte) ' ');
            return padded;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    /**
     * Reads a header.
     *
     * @param dataBytes bytes behind it
     * @throws UnusableModelException when it is none, or names what is not there
     */
    static Map<String, Placed> parse(byte[] header, long dataBytes) {
        Map<String, Placed> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> entry : JSON.readTree(header).properties()) {
                if (!entry.getKey().equals("__metadata__")) {
                    tensors.put(entry.getKey(), placed(entry.getKey(), entry.getValue(), dataBytes));
                }
            }
        } catch (IOException | ArithmeticException | IllegalArgumentException e) {
            throw new UnusableModelException(
                    "its header is damaged (" + e.getMessage() + "): export the model again", e);
        }
        return tensors;
    }

    private static Placed placed(String name, JsonNode entry, long dataBytes) {
        Type type = Type.valueOf(entry.path("dtype").asText());
        List<Long> shape = JSON.convertValue(
                entry.path("shape"), JSON.getTypeFactory().constructCollectionType(List.class, Long.class));
        Tensor tensor = new Tensor(name, type, List.copyOf(shape));
        long begin = entry.path("data_offsets").path(0).asLong(-1);
        long end = entry.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end > dataBytes || end - begin != tensor.bytes()) {
            throw new IllegalArgumentException("tensor " + name + " of shape " + shape + " lies at " + begin + " to "
                    + end + " of " + dataBytes + " bytes");
        }
        return new Placed(tensor, begin);
    }
}
