package io.sinestream.it.bench;

import java.io.IOException;
import java.util.Optional;

/** The peer of a benchmark, when there is one, closed with it. */
public record Peers(Optional<Peer> first) implements AutoCloseable {
    public static Peers start() {
        return new Peers(Peer.start());
    }

    @Override
    public void close() throws IOException {
        if (first.isPresent()) {
            first.get().close();
        }
    }
}
