package io.sinestream.job.rejected;

import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rejected plays by reason: how many, and the last few of each to look at. */
final class Rejections {
    private final int samples;
    private final Map<RejectReason, Long> counts = new EnumMap<>(RejectReason.class);
    private final Map<RejectReason, Deque<RejectedPlay>> last = new EnumMap<>(RejectReason.class);
    private final Legible legible = new Legible();
    private long foreign;

    /** @param samples plays of each reason that are kept; memory holds that many records per reason */
    Rejections(int samples) {
        this.samples = samples;
    }

    void add(RejectedPlay play) {
        counts.merge(play.reason(), 1L, Long::sum);
        Deque<RejectedPlay> kept = last.computeIfAbsent(play.reason(), reason -> new ArrayDeque<>());
        kept.add(play);
        if (kept.size() > samples) {
            kept.remove();
        }
    }

    /** Counts a record that does not say why it was rejected: the job did not write it. */
    void addForeign() {
        foreign++;
    }

    long count(RejectReason reason) {
        return counts.getOrDefault(reason, 0L);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** For the screen: a line per reason, the most frequent first, and under it the samples. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<RejectReason, Long>comparingByValue().reversed())
                .forEach(count -> {
                    lines.add(String.format(Locale.ROOT, "%,12d  %s", count.getValue(), count.getKey()));
                    last.getOrDefault(count.getKey(), new ArrayDeque<>()).forEach(play -> lines.addAll(sample(play)));
                });
        if (foreign > 0) {
            lines.add(
                    String.format(Locale.ROOT, "%,12d  records that do not say why: not written by the job", foreign));
        }
        return lines;
    }

    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    private List<String> sample(RejectedPlay play) {
        String indent = " ".repeat(14);
        return List.of(
                indent + play.topic() + "-" + play.partition() + " offset " + play.offset() + ": "
                        + Legible.shortened(play.detail()),
                indent + "  key " + Legible.key(play.key()) + ", value " + legible.value(play.value()));
    }
}
