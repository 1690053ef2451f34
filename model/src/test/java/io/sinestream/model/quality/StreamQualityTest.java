package io.sinestream.model.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamQualityTest {
    private static final long MINUTE = 60_000;

    @Test
    void everyReadingOfTwoInstancesByHand() {
        StreamQuality quality = new StreamQuality();
        // Above both skips: AUC 1. Between two of three and the last: AUC 1/3.
        quality.add(view(1, 0, 3, 0, new Scores(0.9f, new float[] {0.5f, 0.1f})));
        quality.add(view(2, MINUTE, 30, 10, new Scores(0.2f, new float[] {0.4f, 0.3f, 0.1f})));
        StreamQuality.Figures figures = quality.figures();
        assertThat(figures.model().instances()).isEqualTo(2);
        assertThat(figures.model().gauc()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(figures.model().meanAuc()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(figures.model().gaucWeighted()).isCloseTo((3 * 1 + 4.0 / 3) / 7, within(1e-12));
        assertThat(figures.window().gaucUser()).isCloseTo(2.0 / 3, within(1e-12));
        // Pairs won over all skips: 5 for 0.9, 1.0 + 1.0 = 2 for 0.2.
        assertThat(figures.window().auc()).isCloseTo((5 + 2) / 10.0, within(1e-12));
        assertThat(figures.model().ndcg()).isCloseTo((1 + 0.5) / 2, within(1e-12));
        assertThat(figures.model().ndcgAt2()).isCloseTo(0.5, within(1e-12));
        double discount = Math.log(2) / Math.log(3);
        assertThat(figures.model().randomNdcgAt2())
                .isCloseTo(((1 + discount) / 3 + (1 + discount) / 4) / 2, within(1e-12));
        assertThat(figures.window().meanViewScore()).isCloseTo(0.55, within(1e-6));
        assertThat(figures.slice(QualitySlice.ITEM_COLD).model().gaucAll()).isEqualTo(1);
        assertThat(figures.slice(QualitySlice.HISTORY_LONG).model().instances()).isEqualTo(1);
        assertThat(figures.slice(QualitySlice.SKIPS_ONE).model().instances()).isZero();
        assertThat(figures.popularity().meanAuc()).isEqualTo(0.5);
    }

    @Test
    void everyInstanceIsInOneSliceOfEachKind() {
        StreamQuality quality = new StreamQuality();
        views(500, 3).forEach(quality::add);
        StreamQuality.Figures figures = quality.figures();
        long all = figures.model().instances();
        assertThat(instances(
                        figures, QualitySlice.HISTORY_SHORT, QualitySlice.HISTORY_MEDIUM, QualitySlice.HISTORY_LONG))
                .isEqualTo(all);
        assertThat(instances(figures, QualitySlice.ITEM_COLD, QualitySlice.ITEM_WARM))
                .isEqualTo(all);
        assertThat(instances(figures, QualitySlice.SKIPS_ONE, QualitySlice.SKIPS_SEVERAL))
                .isEqualTo(all);
    }

    private static long instances(StreamQuality.Figures figures, QualitySlice... slices) {
        long sum = 0;
        for (QualitySlice slice : slices) {
            sum += figures.slice(slice).model().instances();
        }
        return sum;
    }

    @Test
    void lastHourIsThatOfEventTime() {
        StreamQuality quality = new StreamQuality();
        Scores won = new Scores(1, new float[] {0});
        Scores lost = new Scores(0, new float[] {1});
        quality.add(view(1, 0, 1, 0, lost));
        quality.add(view(1, 30 * MINUTE, 1, 0, won));
        assertThat(quality.figures().lastHour().model().gaucAll()).isEqualTo(0.5);
        quality.add(view(1, 61 * MINUTE, 1, 0, won));
        assertThat(quality.figures().lastHour().model().gaucAll()).isEqualTo(1);
        quality.add(view(1, 0, 1, 0, lost)); // too late to be in the window
        assertThat(quality.figures().lastHour().model().gaucAll()).isEqualTo(1);
        assertThat(quality.figures().model().instances()).isEqualTo(4);
    }

    @Test
    void windowForgetsWhatLeavesIt() {
        StreamQuality quality = new StreamQuality();
        for (int i = 0; i < QualityWindow.INSTANCES; i++) {
            quality.add(view(i, i, 1, 0, new Scores(0, new float[] {1})));
        }
        assertThat(quality.figures().window().auc()).isZero();
        for (int i = 0; i < QualityWindow.INSTANCES; i++) {
            quality.add(view(i, i, 1, 0, new Scores(1, new float[] {0})));
        }
        assertThat(quality.figures().window().auc()).isEqualTo(1);
        assertThat(quality.figures().model().meanAuc()).isEqualTo(0.5);
    }

    @Test
    void restoredContinuesAsIfNeverStopped() throws IOException {
        List<TestedView> views = views(5_000, 11);
        StreamQuality unbroken = new StreamQuality();
        StreamQuality broken = new StreamQuality();
        for (int i = 0; i < views.size(); i++) {
            unbroken.add(views.get(i));
            broken.add(views.get(i));
            if (i % 777 == 0) {
                broken = copy(broken);
            }
        }
        assertThat(broken.figures()).isEqualTo(unbroken.figures());
        assertThat(bytes(broken)).isEqualTo(bytes(unbroken));
    }

    private static StreamQuality copy(StreamQuality quality) throws IOException {
        return StreamQuality.read(new DataInputStream(new ByteArrayInputStream(bytes(quality))));
    }

    private static byte[] bytes(StreamQuality quality) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        quality.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static List<TestedView> views(int count, long seed) {
        Random random = new Random(seed);
        List<TestedView> views = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] skips = new float[random.nextInt(4)];
            for (int s = 0; s < skips.length; s++) {
                skips[s] = (float) random.nextGaussian();
            }
            Scores model = new Scores((float) (random.nextGaussian() + 0.5), skips);
            Scores popularity = new Scores(random.nextFloat(), new float[skips.length]);
            views.add(new TestedView(
                    random.nextInt(40),
                    1_000L * i + random.nextInt(100_000),
                    1 + random.nextInt(40),
                    random.nextInt(30),
                    model,
                    popularity));
        }
        return views;
    }

    private static TestedView view(long user, long eventTimeMillis, int history, long sightings, Scores scores) {
        Scores popularity = new Scores(0.5f, filled(scores.skips().length));
        return new TestedView(user, eventTimeMillis, history, sightings, scores, popularity);
    }

    private static float[] filled(int length) {
        float[] half = new float[length];
        Arrays.fill(half, 0.5f);
        return half;
    }
}
