package io.sinestream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bounds that descriptions promise are those that are enforced. */
class OptionBoundsTest {
    static List<DocumentedBounds> bounds() {
        return JobOptions.all().stream()
                .map(DocumentedBounds::of)
                .filter(bounds -> !bounds.outside().isEmpty())
                .toList();
    }

    @Test
    void mostNumbersHaveBounds() {
        assertThat(bounds()).hasSizeGreaterThan(35);
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void justInsideIsAcceptedAndJustOutsideRefused(DocumentedBounds bounds) {
        for (String value : bounds.inside()) {
            // Another option may have to follow, as a quantile below this one.
            assertThat(refusals(bounds.key(), value)).as(value).noneMatch(m -> m.startsWith(bounds.key()));
        }
        String concern = bounds.key().substring(0, bounds.key().indexOf('.') + 1);
        for (String value : bounds.outside()) {
            assertThatThrownBy(() -> JobOptions.validate(Configuration.fromMap(Map.of(bounds.key(), value))))
                    .as(value)
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining(concern);
        }
    }

    private static Stream<String> refusals(String key, String value) {
        try {
            JobOptions.validate(Configuration.fromMap(Map.of(key, value)));
            return Stream.empty();
        } catch (IllegalConfigurationException e) {
            return Stream.of(String.valueOf(e.getMessage()));
        }
    }
}
