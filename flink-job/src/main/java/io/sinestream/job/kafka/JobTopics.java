package io.sinestream.job.kafka;

import io.sinestream.schema.TopicCreator;
import io.sinestream.schema.TopicSettings;
import io.sinestream.schema.Topics;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job's topics: creates those that are missing, warns of existing ones whose settings will hurt. */
public final class JobTopics {
    private static final Logger LOG = LoggerFactory.getLogger(JobTopics.class);
    private static final Duration EVENT_RETENTION = Duration.ofDays(7);

    private JobTopics() {}

    /** The topics' names. */
    public static Topics names(Configuration options) {
        return new Topics(
                options.get(KafkaOptions.PLAY_EVENTS),
                options.get(KafkaOptions.REJECTED),
                options.get(KafkaOptions.USERS),
                options.get(KafkaOptions.ITEMS),
                options.get(KafkaOptions.MODELS));
    }

    /**
     * Afterwards every topic exists.
     *
     * @throws IllegalStateException when the brokers do not answer or refuse
     */
    public static void create(Configuration options) throws InterruptedException {
        TopicSettings settings = new TopicSettings(
                options.get(KafkaOptions.PARTITIONS),
                options.get(KafkaOptions.REPLICATION).shortValue(),
                options.get(KafkaOptions.KEEP_EVERYTHING) ? null : EVENT_RETENTION,
                TopicSettings.Compaction.DEFAULT);
        try (Admin admin = Admin.create(KafkaOptions.clientProperties(options))) {
            TopicCreator.Outcome outcome = new TopicCreator(admin).ensure(settings.newTopics(names(options)));
            LOG.info("topics created: {}", outcome.created());
            outcome.warnings().forEach(LOG::warn);
        }
    }
}
