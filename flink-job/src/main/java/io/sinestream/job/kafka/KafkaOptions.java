package io.sinestream.job.kafka;

import io.sinestream.job.check.Allowed;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Where the topics are. Any {@code kafka.client.*} option goes to the Kafka clients without the prefix. */
public final class KafkaOptions {
    /** Options with this prefix are Kafka's own. */
    public static final String CLIENT_PREFIX = "kafka.client.";

    private static final int BROKER_DECIDES = -1;

    public static final ConfigOption<String> BOOTSTRAP_SERVERS = ConfigOptions.key("kafka.bootstrap.servers")
            .stringType()
            .noDefaultValue()
            .withDescription("Addresses of the brokers, host:port separated by commas. Required.");

    public static final ConfigOption<String> CLIENT_FILE = ConfigOptions.key("kafka.client-file")
            .stringType()
            .noDefaultValue()
            .withDescription("Properties file with more settings of the Kafka clients, read where the job is submitted;"
                    + " kafka.client.* options win. The place for passwords: command lines and Flink's configuration are"
                    + " seen by many.");

    public static final ConfigOption<String> GROUP = ConfigOptions.key("kafka.group")
            .stringType()
            .defaultValue("sinestream")
            .withDescription("Consumer group whose offsets show the job's progress; the checkpoint's offsets decide.");

    public static final ConfigOption<String> PLAY_EVENTS = topic("play-events", "Topic the play events are read from.");

    public static final ConfigOption<String> REJECTED =
            topic("play-events-rejected", "Topic for play events that could not be used.");

    public static final ConfigOption<String> USERS =
            topic("user-sub-interests", "Compacted topic of the users' sub-interest vectors.");

    public static final ConfigOption<String> ITEMS = topic("item-embeddings", "Compacted topic of the items' vectors.");

    public static final ConfigOption<String> MODELS = topic("sine-model", "Compacted topic of the model's head.");

    public static final ConfigOption<Integer> PARTITIONS = ConfigOptions.key("kafka.topic.partitions")
            .intType()
            .defaultValue(4)
            .withDescription(
                    "Partitions of topics that the job creates because they are missing, 1 to 10000; the model's"
                            + " topic has one.");

    public static final ConfigOption<Integer> REPLICATION = ConfigOptions.key("kafka.topic.replication")
            .intType()
            .defaultValue(BROKER_DECIDES)
            .withDescription("Replicas of topics that the job creates, 1 to 32767; -1 leaves it to the broker.");

    public static final ConfigOption<Boolean> KEEP_EVERYTHING = ConfigOptions.key("kafka.topic.keep-everything")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether play topics that the job creates never expire, as a replay needs.");

    public static final ConfigOption<StartFrom> START_FROM = ConfigOptions.key("kafka.start-from")
            .enumType(StartFrom.class)
            .defaultValue(StartFrom.EARLIEST)
            .withDescription(
                    "Where a job without saved state begins to read: earliest, latest or committed (the group's"
                            + " offsets, else the earliest).");

    public static final ConfigOption<DeliveryGuarantee> DELIVERY = ConfigOptions.key("kafka.delivery-guarantee")
            .enumType(DeliveryGuarantee.class)
            .defaultValue(DeliveryGuarantee.AT_LEAST_ONCE)
            .withDescription(
                    "at-least-once shows a vector at once; exactly-once only at the next checkpoint, to readers"
                            + " that read committed records.");

    /** Where a job without saved state begins. */
    public enum StartFrom {
        EARLIEST,
        LATEST,
        COMMITTED
    }

    private KafkaOptions() {}

    private static ConfigOption<String> topic(String name, String description) {
        return ConfigOptions.key("kafka.topic." + name)
                .stringType()
                .defaultValue(name)
                .withDescription(description);
    }

    /** @throws IllegalConfigurationException when a value is out of bounds */
    public static void check(ReadableConfig config) {
        Allowed.between(PARTITIONS, config.get(PARTITIONS), 1, 10_000);
        int replication = config.get(REPLICATION);
        if (replication != BROKER_DECIDES) {
            Allowed.between(REPLICATION, replication, 1, Short.MAX_VALUE);
        }
    }

    /** The brokers' addresses. */
    public static String bootstrapServers(ReadableConfig config) {
        return config.getOptional(BOOTSTRAP_SERVERS)
                .filter(servers -> !servers.isBlank())
                .orElseThrow(() -> new IllegalConfigurationException(
                        BOOTSTRAP_SERVERS.key() + " is not set: give the brokers' addresses, as in -D "
                                + BOOTSTRAP_SERVERS.key() + "=broker1:9092,broker2:9092"));
    }

    /**
     * The brokers' addresses, what is in the clients' file, and every {@code kafka.client.*} option.
     *
     * @throws IllegalConfigurationException without addresses or when the file cannot be read
     */
    public static Properties clientProperties(Configuration config) {
        Properties properties = new Properties();
        config.getOptional(CLIENT_FILE).ifPresent(file -> load(file, properties));
        for (Map.Entry<String, String> option : config.toMap().entrySet()) {
            if (option.getKey().startsWith(CLIENT_PREFIX)) {
                properties.setProperty(option.getKey().substring(CLIENT_PREFIX.length()), option.getValue());
            }
        }
        properties.setProperty("bootstrap.servers", bootstrapServers(config));
        return properties;
    }

    private static void load(String file, Properties properties) {
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalConfigurationException(
                    CLIENT_FILE.key() + " is " + file
                            + ", which cannot be read as Java properties: check path and rights",
                    e);
        }
    }

    /**
     * A copy without {@code kafka.client.*}. Flink shows its configuration in the dashboard and hides only the passwords it
     * knows by their names, which a private key's is not among; so what is of the clients goes to the clients alone.
     */
    public static Configuration withoutClientOptions(Configuration config) {
        Configuration others = new Configuration(config);
        config.keySet().stream().filter(key -> key.startsWith(CLIENT_PREFIX)).forEach(others::removeKey);
        return others;
    }
}
