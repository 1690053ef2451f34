package io.sinestream.job.types;

import io.sinestream.model.TrainingExample;

/** Type information of {@link TrainingExample}. */
public final class TrainingExampleTypeInfo extends RecordTypeInfo<TrainingExample> {
    public static final TrainingExampleTypeInfo INSTANCE = new TrainingExampleTypeInfo();

    private static final long serialVersionUID = 1L;

    private TrainingExampleTypeInfo() {
        super(TrainingExample.class, () -> TrainingExampleSerializer.INSTANCE);
    }
}
