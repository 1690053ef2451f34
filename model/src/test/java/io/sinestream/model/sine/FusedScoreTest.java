package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is published of a user and an item gives the score that the network gives the pair. */
class FusedScoreTest {
    private static final int ITEMS = 5;
    private static final int LENGTH = 3;

    @ParameterizedTest
    @EnumSource(SineSettings.Fusion.class)
    void publishedPartsGiveTheNetworksScore(SineSettings.Fusion fusion) {
        SineSettings settings = SineSettings.streaming().toBuilder()
                .dimension(6)
                .window(4)
                .interests(3)
                .fusion(fusion)
                .build();
        int[] history = {0, 1, 2, 3, 4, 5};
        int[] candidates = {1, 2, 3, 4, 5, 5, 4, 3, 2, 1};
        try (NDManager manager = Torch.start().newBaseManager()) {
            Torch.gradients(false);
            SineNetwork network = new SineNetwork(settings, DataType.FLOAT64, manager);
            NDArray dense = manager.create(network.layout().initialValues(3));
            NDArray rows = manager.create(items(), new Shape(ITEMS + 1, 6));
            SineBatch batch = SineBatch.scored(2, LENGTH, history, new int[2 * LENGTH], ITEMS, candidates);
            double[] scores = network.scores(manager, dense, rows, batch).toDoubleArray();
            Encoded encoded = network.encode(manager, dense, rows, batch);
            float[] vectors = floats(encoded.interests());
            NDArray shares = encoded.relevance();
            float[] relevance = shares == null ? new float[6] : floats(shares);
            float[] itemRelevance = floats(network.itemRelevance(manager, dense, rows));
            float[] items = floats(rows);
            for (int b = 0; b < 2; b++) {
                for (int c = 0; c < ITEMS; c++) {
                    int item = candidates[b * ITEMS + c];
                    double published = FusedScore.of(
                            fusion,
                            Arrays.copyOfRange(vectors, b * 18, (b + 1) * 18),
                            Arrays.copyOfRange(relevance, b * 3, (b + 1) * 3),
                            Arrays.copyOfRange(items, item * 6, (item + 1) * 6),
                            itemRelevance[item]);
                    assertThat(published).isCloseTo(scores[b * ITEMS + c], within(1e-6));
                }
            }
        }
    }

    private static double[] items() {
        double[] items = new double[(ITEMS + 1) * 6];
        for (int i = 6; i < items.length; i++) {
            items[i] = Gaussian.at(9, i);
        }
        return items;
    }

    private static float[] floats(NDArray array) {
        return array.toType(DataType.FLOAT32, false).toFloatArray();
    }
}
