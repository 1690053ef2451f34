package io.sinestream.job.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports of this machine's loopback address, found by binding them. */
public final class Ports {
    private static final int LEAST = 20_000;
    private static final int FIRST_OUTGOING = 32_768;
    private static final int ATTEMPTS = 1_000;

    private Ports() {}

    /**
     * A port nobody listens on now, below those that Linux gives to outgoing connections: one of these could take it between
     * now and when it is listened on, as Kafka's clients open many.
     */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, FIRST_OUTGOING);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LEAST + " to " + (FIRST_OUTGOING - 1) + " in " + ATTEMPTS
                + " attempts: end what listens there, or name ports by --port");
    }

    /** Whether nobody listens on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
