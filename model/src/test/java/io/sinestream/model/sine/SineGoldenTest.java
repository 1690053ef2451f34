package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every golden file that this module owns, in both precisions where it has tensors. */
class SineGoldenTest {
    private static final Map<String, GoldenCheck> TENSORS = Map.of(
            "reference", new GoldenCaseCheck(),
            "switch", new GoldenCaseCheck(),
            "hazards", new GoldenHazardsCheck(),
            "prequential", new GoldenPrequentialCheck());
    private static final Map<String, GoldenCheck> EXACT = Map.of(
            "dcor", new GoldenDcorCheck(),
            "metrics", new GoldenMetricsCheck(),
            "preparation", new GoldenPreparationCheck());
    private static final Set<String> ELSEWHERE = Set.of("labels", "stream", "watch_scores", "world", "pnfrec");

    static Stream<Arguments> files() {
        return GoldenFile.all().stream().flatMap(file -> Stream.of(Precision.values())
                .filter(precision -> TENSORS.containsKey(file.kind()) || precision == Precision.FLOAT64)
                .map(precision -> Arguments.of(file, precision)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("files")
    void agreesWithTheGoldenNumbers(GoldenFile file, Precision precision) {
        String kind = file.kind();
        assumeTrue(!ELSEWHERE.contains(kind), () -> file + ": kind " + kind + " is checked elsewhere");
        GoldenCheck check = TENSORS.getOrDefault(kind, EXACT.get(kind));
        assertThat(check).as("a check for %s of kind '%s'", file, kind).isNotNull();
        check.check(file, precision);
    }
}
