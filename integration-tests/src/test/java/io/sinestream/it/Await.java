package io.sinestream.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks again and again until there is an answer. */
final class Await {
    private static final long PAUSE_MILLIS = 200;

    private Await() {}

    /** The first answer that is there; fails when there is none within the time. */
    static <T> T value(Duration within, String what, Callable<Optional<T>> question) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        Exception refusal = null;
        while (System.nanoTime() < end) {
            try {
                Optional<T> answer = question.call();
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                refusal = e; // Not up yet, it may be: ask again.
            }
            if (never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("no " + what + " within " + within, refusal);
    }
}
