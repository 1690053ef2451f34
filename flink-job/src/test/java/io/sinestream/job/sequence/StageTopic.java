package io.sinestream.job.sequence;

import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Events that lie in a topic before anyone may read them: each slice is a transaction, and its commit is the start signal to
 * readers of committed records. The last event of a slice is an effective view of the user {@link #END}.
 */
final class StageTopic implements AutoCloseable {
    static final String END = "end";

    private static final byte[] NOTHING = {};

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final PlayEventCodec codec = new PlayEventCodec();
    private final StageLoad load;
    private final int users;
    private long sent;

    StageTopic(String bootstrapServers, String topic, int users, int playing) throws Exception {
        this.topic = topic;
        this.users = users;
        this.load = new StageLoad(7, users, playing);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 900_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Puts every user's name into the topic, at once visible. */
    void sendUsers() {
        producer.beginTransaction();
        for (int user = 0; user < users; user++) {
            send(StageLoad.user(user), NOTHING);
        }
        producer.commitTransaction();
    }

    /** Puts a slice into the topic, not yet visible. */
    void prepare(int events) {
        producer.beginTransaction();
        for (int i = 1; i < events; i++) {
            PlayEvent play = load.next(load.millis(sent++));
            send(play.user(), codec.encode(play));
        }
        send(END, codec.encode(load.view(END, load.millis(sent++))));
        producer.flush();
    }

    /** Makes the prepared slice visible. */
    void release() {
        producer.commitTransaction();
    }

    private void send(String user, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic, 0, user.getBytes(StandardCharsets.UTF_8), value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
