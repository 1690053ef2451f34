package io.sinestream.schema;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;

/** Java's constants by Avro's indices and back. The names are the contract, so neither side's order matters. */
final class EnumIndex<E extends Enum<E>> {
    private final E[] byIndex;
    private final Map<E, Integer> indices;

    private EnumIndex(E[] byIndex, Map<E, Integer> indices) {
        this.byIndex = byIndex;
        this.indices = indices;
    }

    static <E extends Enum<E>> EnumIndex<E> of(Class<E> type, Schema schema) {
        List<String> symbols = schema.getEnumSymbols();
        E[] constants = type.getEnumConstants();
        E[] byIndex = constants.clone();
        Map<E, Integer> indices = new EnumMap<>(type);
        for (E constant : constants) {
            int index = symbols.indexOf(constant.name());
            if (index < 0 || symbols.size() != constants.length) {
                throw new IllegalArgumentException(
                        schema.getFullName() + " has the symbols " + symbols + " but the code " + List.of(constants));
            }
            byIndex[index] = constant;
            indices.put(constant, index);
        }
        return new EnumIndex<>(byIndex, indices);
    }

    int size() {
        return byIndex.length;
    }

    E value(int index) {
        return byIndex[index];
    }

    int index(E value) {
        return Objects.requireNonNull(indices.get(value));
    }
}
