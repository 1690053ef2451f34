package io.sinestream.model.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TotalsTest {

    @Test
    void pooledAucCountsPairsWithTiesHalf() {
        PooledAuc auc = new PooledAuc();
        auc.addTarget(1);
        auc.addTarget(-2);
        auc.addSkip(0);
        auc.addSkip(-2);
        auc.addSkip(-0.0f);
        // 1 beats all three; -2 ties with one: 3.5 of 6.
        assertThat(auc.value()).isCloseTo(3.5 / 6, within(1e-12));
    }

    @Test
    void pooledAucIsWithinItsBoundOfTheExactOne() {
        Random random = new Random(7);
        PooledAuc auc = new PooledAuc();
        float[] targets = new float[700];
        float[] skips = new float[1_500];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) (random.nextGaussian() + 0.4);
            auc.addTarget(targets[i]);
        }
        for (int i = 0; i < skips.length; i++) {
            skips[i] = (float) random.nextGaussian();
            auc.addSkip(skips[i]);
        }
        double won = 0;
        for (float target : targets) {
            for (float skip : skips) {
                won += target > skip ? 1 : target == skip ? 0.5 : 0;
            }
        }
        double exact = won / ((double) targets.length * skips.length);
        assertThat(auc.errorBound()).isLessThan(1e-3);
        assertThat(auc.value()).isCloseTo(exact, within(auc.errorBound()));
    }

    @Test
    void laterHalfIsExactForFewValuesAndCloseForMany() {
        LaterHalfMean few = new LaterHalfMean();
        for (int i = 0; i < 5; i++) {
            few.add(i);
        }
        assertThat(few.laterHalf()).isCloseTo((2 + 3 + 4) / 3.0, within(1e-12));
        assertThat(few.mean()).isCloseTo(2, within(1e-12));

        LaterHalfMean many = new LaterHalfMean();
        int n = 300_001;
        for (int i = 0; i < n; i++) {
            many.add(i);
        }
        assertThat(many.laterHalf()).isCloseTo(0.75 * n, within(n / 32_768.0));
    }

    @Test
    void totalsSurviveARestart() throws IOException {
        PooledAuc auc = new PooledAuc();
        LaterHalfMean half = new LaterHalfMean();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            auc.addTarget(random.nextFloat());
            auc.addSkip(random.nextFloat());
            half.add(random.nextDouble());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        auc.write(out);
        half.write(out);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        PooledAuc auc2 = PooledAuc.read(in);
        LaterHalfMean half2 = LaterHalfMean.read(in);
        for (int i = 0; i < 100; i++) {
            float x = random.nextFloat();
            auc.addTarget(x);
            auc2.addTarget(x);
            half.add(x);
            half2.add(x);
        }
        assertThat(auc2.value()).isEqualTo(auc.value());
        assertThat(half2.laterHalf()).isEqualTo(half.laterHalf());
    }
}
