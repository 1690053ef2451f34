package io.sinestream.job.types;

import io.sinestream.job.check.ReadPlay;

/** Type information of {@link ReadPlay}. */
public final class ReadPlayTypeInfo extends RecordTypeInfo<ReadPlay> {
    public static final ReadPlayTypeInfo INSTANCE = new ReadPlayTypeInfo();

    private static final long serialVersionUID = 1L;

    private ReadPlayTypeInfo() {
        super(ReadPlay.class, () -> ReadPlaySerializer.INSTANCE);
    }
}
