package io.sinestream.schema.feed;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.UserSubInterests;
import java.util.Random;

/**
 * Vectors as a learner's are: around some hundred themes of a space of few dimensions, of uneven length, with some noise
 * in all dimensions. Users are of two themes.
 */
final class PlantedItems {
    private static final int THEMES = 300;
    private static final int LATENT = 16;

    private final int width;
    private final float[][] basis;
    private final float[][] themes;
    private final float[] relevance;
    private final Random random;

    PlantedItems(int width, long seed) {
        this.width = width;
        this.random = new Random(seed);
        basis = gaussian(LATENT, width, 1);
        themes = gaussian(THEMES, LATENT, 1);
        relevance = gaussian(1, width, 0.3f)[0];
    }

    private float[][] gaussian(int rows, int columns, float deviation) {
        float[][] numbers = new float[rows][columns];
        for (float[] row : numbers) {
            for (int i = 0; i < columns; i++) {
                row[i] = deviation * (float) random.nextGaussian();
            }
        }
        return numbers;
    }

    float[] vector() {
        float[] theme = themes[random.nextInt(THEMES)];
        float[] latent = new float[LATENT];
        for (int l = 0; l < LATENT; l++) {
            latent[l] = theme[l] + 0.5f * (float) random.nextGaussian();
        }
        double length = 0.3 * Math.exp(0.3 * random.nextGaussian());
        float[] vector = new float[width];
        for (int d = 0; d < width; d++) {
            double sum = 0.8 * random.nextGaussian();
            for (int l = 0; l < LATENT; l++) {
                sum += latent[l] * basis[l][d];
            }
            vector[d] = (float) (length * sum / 4);
        }
        return vector;
    }

    ItemEmbedding item(String id, long version) {
        float[] vector = vector();
        float c = Dot.product(relevance, 0, vector, 0, width);
        return new ItemEmbedding(id, 1, version, Records.LINEAGE, 1, 1, vector, c);
    }

    UserSubInterests user(String id, int subInterests) {
        float[] vectors = new float[subInterests * width];
        float[] a = new float[subInterests];
        for (int k = 0; k < subInterests; k++) {
            System.arraycopy(vector(), 0, vectors, k * width, width);
            a[k] = (float) random.nextGaussian();
        }
        return new UserSubInterests(
                id,
                1,
                1,
                1,
                Records.LINEAGE,
                "streaming",
                "ratio",
                1,
                1,
                1,
                -1,
                false,
                subInterests,
                width,
                vectors,
                a);
    }
}
