package io.sinestream.schema;

import io.sinestream.schema.SineModel.GoldenTriple;
import io.sinestream.schema.SineModel.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Records for tests, the same for the same random numbers. */
final class Samples {
    private static final List<String> ALPHABETS =
            List.of("0123456789", "abcXYZ_-:", "äöü", "視頻用戶", "😀👍", "\0 \uFFFD");

    private Samples() {}

    static PlayEvent play(SplittableRandom random) {
        return new PlayEvent(
                text(random),
                text(random),
                text(random),
                random.nextLong() >> random.nextInt(64),
                random.nextLong(10_000_000),
                random.nextInt(3) == 0 ? PlayEvent.NO_DURATION : random.nextLong(1_000_000),
                oneOf(ItemKind.values(), random),
                oneOf(ExplicitFeedback.values(), random),
                random.nextBoolean() ? null : text(random));
    }

    static UserSubInterests user(SplittableRandom random) {
        int subInterests = 1 + random.nextInt(4);
        int width = 1 + random.nextInt(9);
        return new UserSubInterests(
                text(random),
                random.nextLong(1000),
                random.nextLong(),
                random.nextLong(1 << 20),
                "lineage",
                "streaming",
                "ratio-1",
                random.nextLong(),
                random.nextLong(),
                random.nextInt(50),
                random.nextInt(-1, subInterests),
                random.nextBoolean(),
                subInterests,
                width,
                floats(random, subInterests * width),
                floats(random, subInterests));
    }

    static ItemEmbedding item(SplittableRandom random) {
        return new ItemEmbedding(
                text(random),
                random.nextLong(),
                random.nextLong(1 << 20),
                "lineage",
                random.nextLong(),
                random.nextLong(1000),
                floats(random, 1 + random.nextInt(65)),
                (float) random.nextDouble());
    }

    static SineModel model(SplittableRandom random) {
        int subInterests = 1 + random.nextInt(3);
        int width = 1 + random.nextInt(5);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("Z", new Tensor(new int[] {subInterests, width}, floats(random, subInterests * width)));
        tensors.put("b", new Tensor(new int[] {}, floats(random, 1)));
        return new SineModel(
                random.nextLong(),
                random.nextLong(1 << 20),
                text(random),
                "streaming",
                Map.of("fusion", "SIGMOID_SHARE", "padSink", "0"),
                "SIGMOID_SHARE",
                subInterests,
                width,
                random.nextLong(1000),
                tensors,
                random.nextBoolean()
                        ? List.of()
                        : List.of(triple(random, subInterests, width), triple(random, subInterests, width)));
    }

    private static GoldenTriple triple(SplittableRandom random, int subInterests, int width) {
        return new GoldenTriple(
                floats(random, subInterests * width),
                floats(random, subInterests),
                floats(random, width),
                (float) random.nextDouble(),
                (float) random.nextDouble());
    }

    private static <E> E oneOf(E[] choices, SplittableRandom random) {
        return choices[random.nextInt(choices.length)];
    }

    static float[] floats(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return values;
    }

    static String text(SplittableRandom random) {
        int[] alphabet =
                ALPHABETS.get(random.nextInt(ALPHABETS.size())).codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }
}
