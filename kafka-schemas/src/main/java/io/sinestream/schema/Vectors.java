package io.sinestream.schema;

/** What every vector on a topic must be: as long as its axes say, and finite throughout. */
final class Vectors {
    private Vectors() {}

    static int axis(String field, int length) throws MalformedRecordException {
        if (length < 1) {
            throw new MalformedRecordException(RejectReason.BAD_VECTOR, field + " is " + length + ", must be above 0");
        }
        return length;
    }

    static float[] finite(String field, float[] vector, long length) throws MalformedRecordException {
        if (vector.length != length) {
            throw new MalformedRecordException(
                    RejectReason.BAD_VECTOR, field + " has " + vector.length + " floats, must have " + length);
        }
        return finite(field, vector);
    }

    static float[] finite(String field, float[] vector) throws MalformedRecordException {
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new MalformedRecordException(RejectReason.BAD_VECTOR, field + "[" + i + "] is " + vector[i]);
            }
        }
        return vector;
    }

    static float finite(String field, float value) throws MalformedRecordException {
        if (!Float.isFinite(value)) {
            throw new MalformedRecordException(RejectReason.BAD_VECTOR, field + " is " + value);
        }
        return value;
    }
}
