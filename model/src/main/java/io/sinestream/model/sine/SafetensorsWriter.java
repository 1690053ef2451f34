package io.sinestream.model.sine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes a safetensors file front to back, as many numbers as its header announces. */
final class SafetensorsWriter implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private long announced;

    /** @param tensors in the order their numbers will come */
    SafetensorsWriter(Path path, List<Safetensors.Tensor> tensors) throws IOException {
        byte[] header = Safetensors.header(tensors);
        announced = tensors.stream().mapToLong(Safetensors.Tensor::bytes).sum();
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        flush(ByteBuffer.allocate(Safetensors.LENGTH_BYTES + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .flip());
    }

    void write(float... numbers) throws IOException {
        for (float number : numbers) {
            room(Float.BYTES).putFloat(number);
        }
    }

    void write(long number) throws IOException {
        room(Long.BYTES).putLong(number);
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush(buffer.flip());
            buffer.clear();
        }
        announced -= bytes;
        return buffer;
    }

    private void flush(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush(buffer.flip());
            file.force(true);
            if (announced != 0) {
                throw new IOException(announced + " bytes of the tensors were announced and not written");
            }
        }
    }
}
