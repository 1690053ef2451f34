package io.sinestream.job.types;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.schema.ExplicitFeedback;
import io.sinestream.schema.ItemKind;
import io.sinestream.schema.PlayEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's own serializer tests, over every kind and every explicit feedback. */
class ReadPlaySerializerTest extends SerializerTestBase<ReadPlay> {
    @Override
    protected TypeSerializer<ReadPlay> createSerializer() {
        return ReadPlaySerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<ReadPlay> getTypeClass() {
        return ReadPlay.class;
    }

    @Override
    protected ReadPlay[] getTestData() {
        List<ReadPlay> plays = new ArrayList<>();
        for (ItemKind kind : ItemKind.values()) {
            for (ExplicitFeedback explicit : ExplicitFeedback.values()) {
                plays.add(new ReadPlay(
                        new PlayEvent("e-1", "user", "视频🎬", Long.MIN_VALUE, 0, -1, kind, explicit, null),
                        Long.MAX_VALUE));
                plays.add(ReadPlay.history(
                        new PlayEvent("", "u".repeat(4000), "\0", 1, 2, 3, kind, explicit, "impression"), 4));
            }
        }
        plays.add(ReadPlay.forget("user", 5));
        return plays.toArray(ReadPlay[]::new);
    }
}
