package io.sinestream.schema.feed;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModel.GoldenTriple;
import io.sinestream.schema.UserSubInterests;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Records of the output topics, of two sub-interests and width three unless said otherwise. */
final class Records {
    static final String LINEAGE = "lineage-1";
    static final int SUB_INTERESTS = 2;
    static final int WIDTH = 3;

    private Records() {}

    static UserSubInterests user(String user, long epoch, long version) {
        return user(user, epoch, version, 1, LINEAGE);
    }

    static UserSubInterests user(String user, long epoch, long version, long sequenceNumber, String lineage) {
        SplittableRandom random = new SplittableRandom(user.hashCode() + 31 * version + 17 * epoch);
        return user(user, epoch, version, sequenceNumber, lineage, SUB_INTERESTS, WIDTH, random);
    }

    static UserSubInterests user(
            String user,
            long epoch,
            long version,
            long sequenceNumber,
            String lineage,
            int subInterests,
            int width,
            SplittableRandom random) {
        return new UserSubInterests(
                user,
                sequenceNumber,
                epoch,
                version,
                lineage,
                "streaming",
                "ratio-" + sequenceNumber % 3,
                1_000 + sequenceNumber,
                2_000 + sequenceNumber,
                (int) sequenceNumber,
                (int) sequenceNumber % (subInterests + 1) - 1,
                sequenceNumber % 2 == 0,
                subInterests,
                width,
                floats(subInterests * width, random),
                floats(subInterests, random));
    }

    static ItemEmbedding item(String item, long epoch, long version) {
        return item(item, epoch, version, LINEAGE, WIDTH);
    }

    static ItemEmbedding item(String item, long epoch, long version, String lineage, int width) {
        SplittableRandom random = new SplittableRandom(item.hashCode() + 31 * version + 17 * epoch);
        return new ItemEmbedding(
                item, epoch, version, lineage, 500, version, floats(width, random), (float) random.nextDouble(-2, 2));
    }

    static SineModel model(long epoch, long version, String lineage, Fusion fusion, List<GoldenTriple> golden) {
        return model(epoch, version, lineage, fusion.name(), SUB_INTERESTS, WIDTH, golden);
    }

    static SineModel model(
            long epoch,
            long version,
            String lineage,
            String fusion,
            int subInterests,
            int width,
            List<GoldenTriple> golden) {
        return new SineModel(
                epoch, version, lineage, "streaming", Map.of(), fusion, subInterests, width, 0, Map.of(), golden);
    }

    static float[] floats(int length, SplittableRandom random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-2, 2);
        }
        return values;
    }
}
