package io.sinestream.job.kafka;

import io.sinestream.schema.Codec;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import io.sinestream.schema.feed.FeedOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/** Whether values are framed for a schema registry. */
public final class RegistryOptions {
    /** As Confluent's clients call it; of the Kafka clients' settings, so that it stays out of Flink's configuration. */
    private static final String USER_INFO = "basic.auth.user.info";

    /** Without the value: a password may be in it. */
    private static final String NO_ADDRESS =
            "registry.url is no address: give http://host:port/path or https, and user and"
                    + " password as kafka.client." + USER_INFO + " in kafka.client-file";

    public static final ConfigOption<String> URL = ConfigOptions.key("registry.url")
            .stringType()
            .noDefaultValue()
            .withDescription("Address of a schema registry's Confluent-compatible API, as in"
                    + " http://registry:8080/apis/ccompat/v7. With it, play events that carry a schema id are understood"
                    + " beside the other forms. User and password: kafka.client." + USER_INFO
                    + " in kafka.client-file.");

    public static final ConfigOption<Boolean> OUTPUTS = ConfigOptions.key("registry.outputs")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether, with registry.url, the three output topics carry schema ids; their schemas are"
                    + " registered as <topic>-value. Readers in other forms of Avro need false.");

    private RegistryOptions() {}

    /** @throws IllegalConfigurationException when the address is none */
    public static void check(ReadableConfig config) {
        url(config);
    }

    /** Null without a registry. */
    public static @Nullable RegistrySettings settings(Configuration config) {
        URI url = url(config);
        if (url == null) {
            return null;
        }
        Properties client = KafkaOptions.clientProperties(config);
        return new RegistrySettings(url, client.getProperty(USER_INFO));
    }

    /** A feed's options, so that it reads what a job with these options writes. */
    public static FeedOptions following(FeedOptions feed, Configuration config) {
        RegistrySettings registry = settings(config);
        if (registry == null) {
            return feed;
        }
        Map<String, String> client = new HashMap<>();
        client.put(FeedOptions.REGISTRY_URL, registry.url().toString());
        if (registry.userInfo() != null) {
            client.put(FeedOptions.REGISTRY_USER_INFO, registry.userInfo());
        }
        return feed.withClient(client);
    }

    /** How a producer that uses these options writes play events. */
    public static Codec<PlayEvent> playEvents(Configuration config) {
        return RegistrySettings.framed(settings(config), config.get(KafkaOptions.PLAY_EVENTS), PlayEventCodec::new)
                .get();
    }

    private static @Nullable URI url(ReadableConfig config) {
        String text = config.get(URL);
        if (text == null) {
            return null;
        }
        try {
            URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            String scheme = String.valueOf(url.getScheme());
            if (url.getUserInfo() == null && url.getHost() != null && scheme.matches("https?")) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalConfigurationException(NO_ADDRESS); // Not with its cause, which quotes the value.
        }
        throw new IllegalConfigurationException(NO_ADDRESS);
    }
}
