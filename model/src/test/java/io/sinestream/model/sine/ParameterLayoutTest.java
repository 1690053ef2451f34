package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.sine.ParameterLayout.Parameter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
    private static final SineSettings REFERENCE = SineSettings.reference();

    @Test
    void parametersLieSideBySide() {
        ParameterLayout layout = new ParameterLayout(REFERENCE);
        int end = 0;
        for (Parameter parameter : layout.parameters()) {
            assertThat(parameter.offset()).as(parameter.name()).isEqualTo(end);
            end += parameter.size();
        }
        assertThat(layout.size()).isEqualTo(end);
        assertThat(layout.boundaries()).hasSize(layout.parameters().size() - 1).isSorted();
    }

    @Test
    void holdsOnlyWhatTheSwitchesUse() {
        ParameterLayout paper = new ParameterLayout(SineSettings.paper());
        assertThat(paper.has("block.0.Wo")).isFalse();
        assertThat(paper.has("block.0.norm_q.gain")).isFalse();
        assertThat(paper.has("norm_out.gain")).isFalse();
        assertThat(paper.has("W")).isTrue();
        assertThat(new ParameterLayout(SineSettings.withoutFusion()).has("W")).isFalse();
        assertThatThrownBy(() -> paper.get("block.0.Wo")).hasMessageStartingWith("parameter is block.0.Wo, must be");
    }

    @Test
    void initialValuesHaveTheSpreadOfTheReleasedCode() {
        ParameterLayout layout = new ParameterLayout(REFERENCE);
        double[] values = layout.initialValues(42);
        assertThat(deviation(layout, values, "P")).isCloseTo(Math.sqrt(2.0 / 250), within(0.003));
        assertThat(deviation(layout, values, "block.0.Wq")).isCloseTo(Math.sqrt(2.0 / 100), within(0.006));
        assertThat(deviation(layout, values, "W")).isCloseTo(Math.sqrt(2.0 / 101), within(0.03));
        assertThat(part(layout, values, "norm_out.gain")).containsOnly(1);
        assertThat(part(layout, values, "norm_out.bias")).containsOnly(0);
        double bound = 1 / Math.sqrt(50);
        assertThat(Arrays.stream(part(layout, values, "block.1.ffn.b1")).allMatch(x -> Math.abs(x) <= bound))
                .isTrue();
        assertThat(deviation(layout, values, "block.1.ffn.b1")).isCloseTo(bound / Math.sqrt(3), within(0.02));
    }

    @Test
    void biasesStartAtZeroWithoutTheSwitch() {
        ParameterLayout layout = new ParameterLayout(SineSettings.streaming());
        assertThat(part(layout, layout.initialValues(1), "block.0.ffn.b1")).containsOnly(0);
    }

    @Test
    void sameSeedGivesTheSameValues() {
        ParameterLayout layout = new ParameterLayout(REFERENCE);
        assertThat(layout.initialValues(1)).isEqualTo(layout.initialValues(1));
        assertThat(layout.initialValues(1)).isNotEqualTo(layout.initialValues(2));
    }

    private static double[] part(ParameterLayout layout, double[] values, String name) {
        Parameter parameter = layout.get(name);
        return Arrays.copyOfRange(values, parameter.offset(), parameter.offset() + parameter.size());
    }

    private static double deviation(ParameterLayout layout, double[] values, String name) {
        return Math.sqrt(Arrays.stream(part(layout, values, name))
                .map(x -> x * x)
                .average()
                .orElseThrow());
    }
}
