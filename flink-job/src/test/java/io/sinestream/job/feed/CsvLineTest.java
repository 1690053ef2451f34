package io.sinestream.job.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
    @Test
    void plainCellsAreStripped() {
        assertThat(CsvLine.split("7, 12 ,,x", ',')).isEqualTo(List.of("7", "12", "", "x"));
    }

    @Test
    void quotesProtectDelimitersAndQuotes() {
        assertThat(CsvLine.split("\"a,b\", \"say \"\"hi\"\"\" ,c,\"\"", ','))
                .isEqualTo(List.of("a,b", "say \"hi\"", "c", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"never closed,1,2", "\"closed\"then more,2"})
    void brokenQuotesAreToldApart(String line) {
        assertThatThrownBy(() -> CsvLine.split(line, ',')).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"'a,b;c', ','", "'a;b', ';'", "'a', ','"})
    void theHeaderShowsTheDelimiter(String header, char delimiter) {
        assertThat(CsvLine.delimiter(header)).isEqualTo(delimiter);
    }

    @Test
    void tabsDelimitToo() {
        assertThat(CsvLine.split("1\t2", CsvLine.delimiter("a\tb"))).isEqualTo(List.of("1", "2"));
    }
}
