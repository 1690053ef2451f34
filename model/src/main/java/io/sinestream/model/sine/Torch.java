package io.sinestream.model.sine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The process-wide engine: the one place that starts it, owns its thread counts and moves numbers between the Java heap and
 * engine memory.
 *
 * <p>One intra-op thread by default: two threads give other bits than one, and more subtasks use a core better. Natives
 * come from the class path only ({@code ai.djl.offline}), so a version mismatch fails at once instead of downloading.
 */
public final class Torch {
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    private static final String INTEROP_THREADS = "ai.djl.pytorch.num_interop_threads";

    private Torch() {}

    /** Starts the engine if this process has not yet; safe to call from several threads. */
    public static synchronized Engine start() {
        setIfAbsent("ai.djl.offline", "true");
        setIfAbsent(THREADS, "1");
        setIfAbsent(INTEROP_THREADS, "1");
        // DJL finds its engines through the context class loader, which in a Flink task is the user code's.
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(Engine.class.getClassLoader());
        try {
            return Engine.getEngine("PyTorch");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Switches gradients on or off for the calling thread (they are on by default in most threads). */
    static void gradients(boolean on) {
        JniUtils.setGradMode(on);
    }

    /** Fills a buffer of native byte order. */
    interface Filler {
        void fill(ByteBuffer target);
    }

    /** A new engine-owned array whose memory the filler writes; on the host it is written in place. */
    static NDArray create(NDManager manager, Precision precision, Shape shape, Filler filler) {
        return create(manager, precision.type(), shape, filler);
    }

    /** The same for any type of number. */
    static NDArray create(NDManager manager, DataType type, Shape shape, Filler filler) {
        if (!manager.getDevice().isGpu()) {
            NDArray array = manager.create(shape, type);
            if (shape.size() > 0) {
                filler.fill(array.toByteBuffer(true).order(ByteOrder.nativeOrder()));
            }
            return array;
        }
        ByteBuffer staging = manager.allocateDirect(Math.toIntExact(shape.size() * type.getNumOfBytes()))
                .order(ByteOrder.nativeOrder());
        filler.fill(staging);
        staging.rewind();
        return manager.create(staging, shape, type);
    }

    /** Copies an array's numbers, row-major, to {@code target} from {@code to} on. */
    static void copy(NDArray array, Reals target, int to) {
        int size = Math.toIntExact(array.size());
        if (size > 0) {
            NDArray host = array.getDevice().isGpu() ? array.toDevice(Device.cpu(), true) : array;
            target.read(to, size, host.toByteBuffer(true).order(ByteOrder.nativeOrder()));
        }
    }

    /** Bytes of the arrays that the manager owns itself. */
    static long bytes(NDManager manager) {
        long bytes = 0;
        for (NDArray array : manager.getManagedArrays()) {
            bytes += array.size() * array.getDataType().getNumOfBytes();
        }
        return bytes;
    }

    /** Whether there is a GPU that the engine can use. */
    public static boolean hasGpu() {
        return start().getGpuCount() > 0;
    }

    /** Bytes in use on the first GPU, by whomever. */
    public static long gpuUsedBytes() {
        return CudaUtils.getGpuMemory(Device.gpu()).getUsed();
    }
}
