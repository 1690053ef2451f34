package io.sinestream.job.sequence;

import org.jspecify.annotations.Nullable;

/** One user's older views, without a state backend. */
final class KeptOlderViews implements OlderViews.Store {
    private byte @Nullable [] bytes;

    @Override
    public byte @Nullable [] read() {
        return bytes;
    }

    @Override
    public void write(byte[] value) {
        bytes = value;
    }
}
