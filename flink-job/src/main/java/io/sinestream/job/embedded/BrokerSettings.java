package io.sinestream.job.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a broker that is alone, small and forgets nothing. */
final class BrokerSettings {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private BrokerSettings() {}

    static Properties of(Path log, BrokerPorts ports) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", Integer.toString(NODE));
        p.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + ports.controller());
        p.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.clients() + "," + CONTROLLER + "://127.0.0.1:" + ports.controller());
        p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.clients());
        p.setProperty("controller.listener.names", CONTROLLER);
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        p.setProperty("log.dirs", log.toString());
        p.setProperty("auto.create.topics.enable", "false");
        // A log replayed from 2022 would be older than any retention at its first check.
        p.setProperty("log.retention.ms", "-1");
        p.setProperty("log.retention.bytes", "-1");
        alone(p);
        small(p);
        return p;
    }

    private static void alone(Properties p) {
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("offsets.topic.num.partitions", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("transaction.state.log.num.partitions", "4");
        p.setProperty("transaction.max.timeout.ms", "900000");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("controlled.shutdown.enable", "false");
        // A killed broker may register again only when its session is over.
        p.setProperty("broker.session.timeout.ms", "3000");
        p.setProperty("broker.heartbeat.interval.ms", "500");
    }

    private static void small(Properties p) {
        p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        p.setProperty("log.cleaner.threads", "1");
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("background.threads", "2");
    }
}
