package io.sinestream.job.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The ports of an embedded broker, kept in its folder so that clients of an earlier run find it again.
 *
 * @param clients where producers and consumers connect
 * @param controller where the broker talks to itself
 */
record BrokerPorts(int clients, int controller) {
    /** Those of the last run while they are free, else new ones. */
    static BrokerPorts choose(Path folder) throws IOException {
        Path file = folder.resolve("ports");
        BrokerPorts kept = read(file);
        if (kept.clients > 0 && Ports.isFree(kept.clients) && Ports.isFree(kept.controller)) {
            return kept;
        }
        BrokerPorts chosen = new BrokerPorts(Ports.free(), Ports.free());
        Files.writeString(file, chosen.clients + " " + chosen.controller + "\n");
        return chosen;
    }

    private static BrokerPorts read(Path file) throws IOException {
        List<String> words =
                Files.exists(file) ? List.of(Files.readString(file).strip().split(" ")) : List.of();
        boolean readable = words.size() == 2 && words.stream().allMatch(word -> word.matches("\\d{1,5}"));
        return readable
                ? new BrokerPorts(Integer.parseInt(words.get(0)), Integer.parseInt(words.get(1)))
                : new BrokerPorts(0, 0);
    }
}
