package io.sinestream.job.types;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.TrainingExampleFormat;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The example on its way to the learner, in the form that {@link TrainingExampleFormat} gives it. */
final class TrainingExampleSerializer extends ImmutableSerializer<TrainingExample> {
    static final TrainingExampleSerializer INSTANCE = new TrainingExampleSerializer();

    private static final long serialVersionUID = 1L;
    private static final long[] NONE = {};
    private static final TrainingExample EMPTY =
            new TrainingExample("", "", "", 0, 0, 0, NONE, NONE, 0, null, NONE, new String[0]);

    private TrainingExampleSerializer() {}

    @Override
    public TrainingExample createInstance() {
        return EMPTY;
    }

    @Override
    public void serialize(TrainingExample example, DataOutputView out) throws IOException {
        TrainingExampleFormat.write(example, out);
    }

    @Override
    public TrainingExample deserialize(DataInputView in) throws IOException {
        return TrainingExampleFormat.read(in);
    }

    @Override
    public TypeSerializer<TrainingExample> duplicate() {
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrainingExampleSerializer;
    }

    @Override
    public int hashCode() {
        return TrainingExampleSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<TrainingExample> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Format 1. */
    public static final class Snapshot extends VersionedSnapshot<TrainingExample> {
        public Snapshot() {
            super(1);
        }

        @Override
        TypeSerializer<TrainingExample> serializer() {
            return INSTANCE;
        }
    }
}
