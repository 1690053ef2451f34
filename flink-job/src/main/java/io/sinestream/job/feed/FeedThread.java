package io.sinestream.job.feed;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Runs a feed beside the job. */
public final class FeedThread implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;

    private final PlayProducer producer;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;
    private volatile @Nullable Exception failure;

    private FeedThread(Feed feed, PlayProducer producer) {
        this.producer = producer;
        this.thread = new Thread(() -> run(feed), "feed");
        thread.setDaemon(true);
    }

    /** Starts the feed; the producer is closed with it. */
    public static FeedThread start(Feed feed, PlayProducer producer) {
        FeedThread started = new FeedThread(feed, producer);
        started.thread.start();
        return started;
    }

    private void run(Feed feed) {
        try {
            feed.feed(producer, stopped);
            producer.flush();
        } catch (Exception e) {
            failure = e;
        }
    }

    /** Whether everything there was has been produced. */
    public boolean isDone() {
        return !thread.isAlive() && failure == null && !stopped.get();
    }

    /** Why the feed ended early; null when it has not. */
    public @Nullable Exception failure() {
        return stopped.get() ? null : failure;
    }

    /** Produces nothing more. */
    public void stop() {
        stopped.set(true);
    }

    @Override
    public void close() {
        stop();
        producer.close();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
