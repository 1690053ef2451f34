package io.sinestream.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridTest {
    @Test
    void settingsHaveWhatIsCommonAndTheirOwn() {
        Grid grid = Grid.parse(List.of(
                "model.width = 64 # for all",
                "",
                "# a comment",
                "[plain]",
                "[small]",
                "model.width=8",
                "learner.seed = 3"));
        assertThat(grid.settings())
                .extracting(Setting::name, Setting::options)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("plain", Map.of("model.width", "64")),
                        org.assertj.core.groups.Tuple.tuple("small", Map.of("model.width", "8", "learner.seed", "3")));
    }

    @Test
    void severalValuesMakeEachCombination() {
        Grid grid = Grid.parse(List.of("[x]", "a.b = 1 | 2", "c = u|v|w"));
        assertThat(grid.settings())
                .extracting(Setting::name)
                .containsExactly(
                        "x, b 1, c u", "x, b 1, c v", "x, b 1, c w", "x, b 2, c u", "x, b 2, c v", "x, b 2, c w");
    }

    @Test
    void withoutANameThereIsOneSetting() {
        assertThat(Grid.parse(List.of("a = 1")).settings())
                .extracting(Setting::name)
                .containsExactly("default");
    }

    @Test
    void whatCannotBeUnderstoodIsNamedWithItsLine() {
        assertThatThrownBy(() -> Grid.parse(List.of("[a]", "nonsense")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2 of the grid is 'nonsense': must be 'key = value' or '[name]'");
        assertThatThrownBy(() -> Grid.parse(List.of("[a]", "[a]"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> Grid.parse(List.of("[a]", "k = 1 | 1"))).hasMessageContaining("rename one");
    }
}
