package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewWindowTest {
    private static final int WINDOW = 40;

    /** Keys of one byte, of five and of all eight. */
    @ParameterizedTest
    @ValueSource(longs = {1, 1L << 33, 3L << 60})
    void whatIsBeforeTheNewestViewIsTheWindowWithoutIt(long firstKey) {
        ViewWindow window = new ViewWindow(WINDOW, null);
        KeptOlderViews older = new KeptOlderViews();
        RecentLog recent = window.recent();
        for (int n = 0; n < 90; n++) {
            if (n % 3 == 0) {
                recent.insertSkip(recent.size(), firstKey + 100 + n, null, n);
            }
            recent.insertView(recent.size(), firstKey + n, n);
            window.settle(n, older);
            assertSame(window, older);
        }
        while (recent.views() > 0) {
            recent.remove(recent.lastView());
            assertSame(window, older);
        }
        assertThat(window.length(window.older(older))).isPositive();
    }

    private static void assertSame(ViewWindow window, KeptOlderViews store) {
        OlderViews older = window.older(store);
        int length = window.length(older);
        long[] items = new long[length];
        long[] skips = new long[length];
        window.copy(older, items, skips);
        long[] itemsBefore = new long[length - 1];
        long[] skipsBefore = new long[length - 1];
        assertThat(window.copyBeforeNewest(older, itemsBefore, skipsBefore)).isEqualTo(items[length - 1]);
        assertThat(itemsBefore).isEqualTo(Arrays.copyOf(items, length - 1));
        assertThat(skipsBefore).isEqualTo(Arrays.copyOf(skips, length - 1));
    }
}
