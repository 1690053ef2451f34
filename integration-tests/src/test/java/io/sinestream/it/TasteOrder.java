package io.sinestream.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Feeds plays of users of two tastes, as many as are wanted per second: in order each watches its own kind of video and
 * skips the other; in disorder chance decides, and some records are no plays.
 */
final class TasteOrder implements AutoCloseable {
    private static final int USERS = 200;
    private static final int ITEMS = 40;
    private static final int BAD_EVERY = 20;
    private static final int TICKS = 10;

    private final KafkaProducer<byte[], byte[]> producer;
    private final PlayEventCodec codec = new PlayEventCodec();
    private final Random random = new Random(17);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "plays");
    private volatile int perSecond;
    private volatile boolean order = true;
    private long sent;

    TasteOrder(String brokers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer());
        thread.start();
    }

    /** From now on so many plays a second. */
    void feed(boolean inOrder, int plays) {
        order = inOrder;
        perSecond = plays;
    }

    private void run() {
        try {
            while (!end.await(1000 / TICKS, TimeUnit.MILLISECONDS)) {
                for (int i = 0; i < perSecond / TICKS; i++) {
                    send();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        int user = random.nextInt(USERS);
        int item = random.nextInt(ITEMS);
        boolean likes = order ? user % 2 == item % 2 : random.nextBoolean();
        long watched = likes ? 9_000 : 1_000;
        boolean bad = !order && random.nextInt(BAD_EVERY) == 0;
        byte[] value = bad
                ? "no play".getBytes(UTF_8)
                : codec.encode(PlayEvent.video(
                        "event-" + sent++,
                        "user-" + user,
                        "clip-" + item,
                        System.currentTimeMillis(),
                        watched,
                        10_000));
        var unused = producer.send(new ProducerRecord<>("play-events", ("user-" + user).getBytes(UTF_8), value));
    }

    @Override
    public void close() {
        end.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
