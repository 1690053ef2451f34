package io.sinestream.job.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and its kin as a request to end in an orderly way; a second one ends the process at once.
 *
 * <p>Not a shutdown hook: Flink's own hooks would run beside it and delete the files of a job that is still taking its last
 * savepoint. The JDK's signal class is reached by reflection, since the compiler warns of it and every warning is an error.
 */
final class Interrupts {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Runnable atOnce;

    private Interrupts(Runnable atOnce) {
        this.atOnce = atOnce;
    }

    /** Listens to nothing: a run that only ends by itself. */
    static Interrupts none() {
        return new Interrupts(() -> {});
    }

    /**
     * Listens from now on.
     *
     * @param atOnce what a second request does
     */
    static Interrupts listen(Runnable atOnce) {
        Interrupts interrupts = new Interrupts(atOnce);
        for (String signal : new String[] {"INT", "TERM", "HUP"}) {
            interrupts.handle(signal);
        }
        return interrupts;
    }

    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler received = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    request();
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> "interrupts";
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, received);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.err.println("sine-stream: the signal " + name + " cannot be caught here, it ends the run at once");
        }
    }

    private void request() {
        if (asked.getCount() == 0) {
            atOnce.run();
        }
        asked.countDown();
    }

    boolean wasAsked() {
        return asked.getCount() == 0;
    }

    /** Waits, shorter when the person asks to end. */
    boolean await(Duration duration) throws InterruptedException {
        return asked.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
