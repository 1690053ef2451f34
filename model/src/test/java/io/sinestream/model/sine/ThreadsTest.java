package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Networks on several threads do not meet: gradients are recorded per thread. */
class ThreadsTest {
    @Test
    void fourNetworksAtOnceLearnWhatOneLearnsAlone() throws ExecutionException, InterruptedException {
        double[] alone = train();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<double[]>> all = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(ThreadsTest::train))
                    .toList();
            for (Future<double[]> one : all) {
                assertThat(one.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static double[] train() {
        try (Trainer trainer = new Trainer(SineSettings.streaming())) {
            trainer.train(60, () -> {});
            return trainer.dense().clone();
        }
    }
}
