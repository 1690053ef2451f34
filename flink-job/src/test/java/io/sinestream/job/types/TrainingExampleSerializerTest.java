package io.sinestream.job.types;

import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.testutils.DeeplyEqualsChecker;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonDifferenceCalculator;
import org.jspecify.annotations.Nullable;

/** Flink's own serializer tests, over empty and full windows and ids that travel or do not. */
class TrainingExampleSerializerTest extends SerializerTestBase<TrainingExample> {
    TrainingExampleSerializerTest() {
        super(new DeeplyEqualsChecker()
                .withCustomCheck(
                        (a, b) -> a instanceof TrainingExample && b instanceof TrainingExample,
                        (a, b, checker) -> new RecursiveComparisonDifferenceCalculator()
                                .determineDifferences(
                                        a,
                                        b,
                                        RecursiveComparisonConfiguration.builder()
                                                .build())
                                .isEmpty()));
    }

    @Override
    protected TypeSerializer<TrainingExample> createSerializer() {
        return TrainingExampleSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<TrainingExample> getTypeClass() {
        return TrainingExample.class;
    }

    @Override
    protected TrainingExample[] getTestData() {
        long[] none = {};
        long[] window = new long[200];
        long[] skips = new long[200];
        for (int i = 0; i < window.length; i++) {
            window[i] = i % 2 == 0 ? i : ItemKey.of("clip-" + i);
            skips[i] = i % 3 == 0 ? ItemKey.NONE : Long.MAX_VALUE - i;
        }
        return new TrainingExample[] {
            example(none, none, 7, null, none, new String[0]),
            example(window, skips, ItemKey.of("clip"), "clip", new long[] {1, 2}, new String[0]),
            example(window, skips, 7, null, new long[] {1, ItemKey.of("é")}, new String[] {"", "é"}),
            example(window, skips, 7, null, new long[] {ItemKey.of("a")}, new String[] {"a"})
        };
    }

    private static TrainingExample example(
            long[] history,
            long[] historySkips,
            long target,
            @Nullable String targetId,
            long[] skips,
            String[] skipIds) {
        return new TrainingExample(
                "user", "event", "rule/1", 1, 2, 3, history, historySkips, target, targetId, skips, skipIds);
    }
}
