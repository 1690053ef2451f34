package io.sinestream.model.sine;

import ai.djl.ndarray.types.DataType;

/** The one precision switch: float32 in production, float64 for parity with the golden numbers. */
public enum Precision {
    FLOAT32(DataType.FLOAT32),
    FLOAT64(DataType.FLOAT64);

    private final DataType type;

    Precision(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }

    int bytes() {
        return type.getNumOfBytes();
    }
}
