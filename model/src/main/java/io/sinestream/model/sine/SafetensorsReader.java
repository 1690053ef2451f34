package io.sinestream.model.sine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads tensors of a safetensors file. Messages say what is wrong with the file; the caller names it. */
final class SafetensorsReader implements Closeable {
    private static final long LARGEST_HEADER = 100_000_000;

    private final FileChannel file;
    private final Map<String, Safetensors.Placed> tensors;
    private final long dataAt;

    /** @throws UnusableModelException when it is no safetensors file */
    SafetensorsReader(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
        long size = file.size();
        long header = size < Safetensors.LENGTH_BYTES
                ? -1
                : read(0, Safetensors.LENGTH_BYTES).getLong();
        if (header < 0 || header > LARGEST_HEADER || header > size - Safetensors.LENGTH_BYTES) {
            file.close();
            throw new UnusableModelException("it is no safetensors file of " + size + " bytes: export the model again");
        }
        dataAt = Safetensors.LENGTH_BYTES + header;
        tensors = Safetensors.parse(read(Safetensors.LENGTH_BYTES, (int) header).array(), size - dataAt);
    }

    Set<String> names() {
        return tensors.keySet();
    }

    /** The numbers of a tensor that must have this type and shape, row-major. */
    float[] floats(String name, long... shape) throws IOException {
        ByteBuffer bytes = bytes(Safetensors.Tensor.of(name, Safetensors.Type.F32, shape));
        float[] numbers = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(numbers);
        return numbers;
    }

    /** The same of integers. */
    long[] longs(String name, long... shape) throws IOException {
        ByteBuffer bytes = bytes(Safetensors.Tensor.of(name, Safetensors.Type.I64, shape));
        long[] numbers = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(numbers);
        return numbers;
    }

    private ByteBuffer bytes(Safetensors.Tensor expected) throws IOException {
        long offset = offset(expected);
        return read(dataAt + offset, Math.toIntExact(expected.bytes()));
    }

    /** One row of a matrix that must have this shape. */
    void row(String name, List<Long> shape, int row, float[] target) throws IOException {
        long offset = offset(new Safetensors.Tensor(name, Safetensors.Type.F32, shape));
        int bytes = target.length * Float.BYTES;
        read(dataAt + offset + (long) row * bytes, bytes).asFloatBuffer().get(target);
    }

    private long offset(Safetensors.Tensor expected) {
        Safetensors.Placed placed = tensors.get(expected.name());
        if (placed == null || !placed.tensor().equals(expected)) {
            throw new UnusableModelException("it must have " + expected + " but has "
                    + (placed == null ? "none of " + tensors.keySet() : placed.tensor())
                    + ": export the model again with this build");
        }
        return placed.offset();
    }

    private ByteBuffer read(long position, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new UnusableModelException("it ends at byte " + file.size() + ": copy or export it again");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
