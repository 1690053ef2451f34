package io.sinestream.model.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The mean over the later half of a sequence of unknown length. Sums are kept for blocks of consecutive values; when there
 * are {@value #MAX_BLOCKS} blocks, neighbours merge and blocks hold twice as many. Exact up to that many values, later the
 * half is cut at a block's edge (less than one part in 32,768 of the sequence off).
 */
public final class LaterHalfMean {
    static final int MAX_BLOCKS = 1 << 16;

    private final int maxBlocks;
    private double[] sums = new double[64];
    private long blockSize = 1;
    private int blocks;
    private long inLastBlock;
    private long count;

    /** Exact up to {@value #MAX_BLOCKS} values. */
    public LaterHalfMean() {
        this(MAX_BLOCKS);
    }

    /** @param maxBlocks values up to which it is exact, a power of two and at least 64 */
    LaterHalfMean(int maxBlocks) {
        this.maxBlocks = maxBlocks;
    }

    int maxBlocks() {
        return maxBlocks;
    }

    /** Appends a value. */
    public void add(double value) {
        if (blocks == 0 || inLastBlock == blockSize) {
            openBlock();
        }
        sums[blocks - 1] += value;
        inLastBlock++;
        count++;
    }

    private void openBlock() {
        if (blocks == maxBlocks) {
            for (int i = 0; i < maxBlocks / 2; i++) {
                sums[i] = sums[2 * i] + sums[2 * i + 1];
            }
            Arrays.fill(sums, maxBlocks / 2, maxBlocks, 0);
            blocks = maxBlocks / 2;
            blockSize *= 2;
        } else if (blocks == sums.length) {
            sums = Arrays.copyOf(sums, 2 * sums.length);
        }
        blocks++;
        inLastBlock = 0;
    }

    /** How many values there were. */
    public long count() {
        return count;
    }

    /** Mean of all values, NaN when there are none. */
    public double mean() {
        return sum(0) / count;
    }

    /** Mean of the values from index ⌊count/2⌋ on, NaN when there are none. */
    public double laterHalf() {
        long firstBlock = count / 2 / blockSize;
        return sum((int) firstBlock) / (count - firstBlock * blockSize);
    }

    private double sum(int from) {
        double sum = 0;
        for (int i = from; i < blocks; i++) {
            sum += sums[i];
        }
        return sum;
    }

    /** Writes the whole state. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(blockSize);
        out.writeInt(blocks);
        out.writeLong(inLastBlock);
        out.writeLong(count);
        for (int i = 0; i < blocks; i++) {
            out.writeDouble(sums[i]);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static LaterHalfMean read(DataInput in) throws IOException {
        return read(in, MAX_BLOCKS);
    }

    static LaterHalfMean read(DataInput in, int maxBlocks) throws IOException {
        LaterHalfMean mean = new LaterHalfMean(maxBlocks);
        mean.blockSize = in.readLong();
        mean.blocks = in.readInt();
        mean.inLastBlock = in.readLong();
        mean.count = in.readLong();
        mean.sums = new double[Math.max(64, Integer.highestOneBit(Math.max(1, mean.blocks - 1)) * 2)];
        for (int i = 0; i < mean.blocks; i++) {
            mean.sums[i] = in.readDouble();
        }
        return mean;
    }
}
