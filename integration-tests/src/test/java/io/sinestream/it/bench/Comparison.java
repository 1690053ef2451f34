package io.sinestream.it.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ours and the peer's, in turns, so that what else the machine does meets both. Ratios are of the medians, with the lower and
 * upper quartile of the ratios of pairs beside.
 */
public final class Comparison {
    private static final int PRODUCT = 1536;
    private static final double PRODUCT_FLOP = 2.0 * PRODUCT * PRODUCT * PRODUCT;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int WARM = Integer.getInteger("bench.warm", 3);

    private final String name;
    private final String unit;
    private final List<Timing> ours = new ArrayList<>();
    private final List<Timing> theirs = new ArrayList<>();
    private final List<Timing> products = new ArrayList<>();

    private Comparison(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    /**
     * Measures and reports.
     *
     * @param unit what {@code work} counts
     * @param request the same work for the peer; null for none
     */
    public static void run(
            String name, String unit, Optional<Peer> peer, @Nullable ObjectNode request, IntSupplier work) {
        Comparison comparison = new Comparison(name, unit);
        for (int i = 0; i < WARM; i++) {
            Timing.of(work);
        }
        ObjectNode asked = peer.isPresent() ? request : null;
        if (asked != null) {
            peer.orElseThrow().time(asked.deepCopy().put("warm", 1));
        }
        for (int round = 0; round < ROUNDS; round++) {
            comparison.ours.add(Timing.of(work));
            if (asked != null) {
                comparison.theirs.add(peer.orElseThrow().time(asked));
                comparison.products.add(peer.orElseThrow().time(Peer.product(PRODUCT)));
            }
        }
        comparison.report(peer.map(Peer::version).orElse("none"));
    }

    private void report(String version) {
        double us = median(cpu(ours));
        ObjectNode row = Results.row(name)
                .put("unit", unit)
                .put("ms", us * 1e3)
                .put("perSecond", 1 / us)
                .put(
                        "wallMs",
                        1e3
                                * median(ours.stream()
                                        .mapToDouble(Timing::wallSeconds)
                                        .toArray()));
        String text = String.format(Locale.ROOT, "%-44s %9.3f ms/%s %9.0f /s", name, us * 1e3, unit, 1 / us);
        if (!theirs.isEmpty()) {
            double them = median(cpu(theirs));
            double product = median(cpu(products));
            double[] ratios = new double[ours.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = theirs.get(i).cpuSeconds() / ours.get(i).cpuSeconds();
            }
            Arrays.sort(ratios);
            row.put("peer", version)
                    .put("peerMs", them * 1e3)
                    .put("ratio", them / us)
                    .put("ratioLow", ratios[ratios.length / 4])
                    .put("ratioHigh", ratios[ratios.length - 1 - ratios.length / 4])
                    .put("productGflops", PRODUCT_FLOP / product / 1e9);
            text += String.format(
                    Locale.ROOT,
                    "  torch %s %9.3f ms  ratio %5.2f (%.2f to %.2f)  product %.0f GFLOP/s",
                    version,
                    them * 1e3,
                    them / us,
                    ratios[ratios.length / 4],
                    ratios[ratios.length - 1 - ratios.length / 4],
                    PRODUCT_FLOP / product / 1e9);
        }
        Results.add(row, text);
    }

    private static double[] cpu(List<Timing> timings) {
        return timings.stream().mapToDouble(Timing::cpuSeconds).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
