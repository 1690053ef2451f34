package io.sinestream.job.cli;

import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.feed.GoldenCheck;
import io.sinestream.schema.feed.ScoredItem;
import io.sinestream.schema.feed.SubInterestFeed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A ranker that does nothing else: what the published vectors rank highest for a user. */
@Command(
        name = "rank",
        mixinStandardHelpOptions = true,
        description = "Ranks all items for a user by the published vectors, as a ranker would; with --follow again each"
                + " time the user's vectors change.")
final class RankCommand implements Callable<Integer> {
    private static final int MOST = 1000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Interrupts interrupts;

    @Mixin
    PublishedTopics published = new PublishedTopics();

    @Option(names = "--top", paramLabel = "N", description = "How many items (default ${DEFAULT-VALUE}).")
    int top = 10;

    @Option(
            names = "--diversity",
            paramLabel = "LAMBDA",
            description = "Mixes the sub-interests: 0 ranks by score alone (default ${DEFAULT-VALUE}), 1 mixes a lot.")
    double diversity;

    @Option(names = "--follow", description = "Goes on until Ctrl-C and shows what each change of the vectors changes.")
    boolean follow;

    @Option(names = "--unseen", description = "Leaves out what the user has played lately.")
    boolean unseen;

    @Spec
    @Nullable CommandSpec spec;

    RankCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        EmbeddedOptions.require(top >= 1 && top <= MOST, "--top is " + top + ", allowed is 1 to " + MOST);
        EmbeddedOptions.require(
                diversity >= 0 && diversity <= MOST, "--diversity is " + diversity + ", allowed is 0 to " + MOST);
        Configuration config = published.config();
        Set<String> seen = unseen ? RecentEvents.of(config, published.user).items() : Set.of();
        try (SubInterestFeed feed = published.follow(config)) {
            UserSubInterests user = published.awaitUser(feed);
            warnOfScoring(feed.state().golden());
            say(Described.vectors(user, InstantSource.system().millis()));
            Ranking ranking = rank(feed, seen);
            ranking.lines().forEach(this::say);
            if (follow) {
                follow(feed, user, ranking, seen);
            }
        }
        return SineStream.DONE;
    }

    private void follow(SubInterestFeed feed, UserSubInterests first, Ranking firstRanking, Set<String> seen)
            throws InterruptedException {
        UserSubInterests shown = first;
        Ranking ranking = firstRanking;
        while (!interrupts.await(LOOK_EVERY)) {
            UserSubInterests now = feed.state().user(published.user).orElse(null);
            if (now == null || isSame(now, shown)) {
                continue;
            }
            Ranking next = rank(feed, seen);
            say(Described.vectors(now, InstantSource.system().millis()));
            next.changesSince(ranking).forEach(this::say);
            shown = now;
            ranking = next;
        }
    }

    private static boolean isSame(UserSubInterests a, UserSubInterests b) {
        return a.epoch() == b.epoch()
                && a.modelVersion() == b.modelVersion()
                && a.sequenceNumber() == b.sequenceNumber();
    }

    private Ranking rank(SubInterestFeed feed, Set<String> seen) {
        return new Ranking(feed.search()
                .diverse(published.user, top, diversity, seen::contains)
                .orElse(List.of()));
    }

    private void warnOfScoring(GoldenCheck golden) {
        if (!golden.passed()) {
            say("this reader does not score as the model does: worst error over its golden triples is "
                    + golden.worstError());
        }
    }

    private void say(String line) {
        Objects.requireNonNull(spec).commandLine().getOut().println(line);
    }

    /** Items best first. */
    record Ranking(List<ScoredItem> items) {
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                lines.add(line(i, ""));
            }
            return lines;
        }

        /** A line for each item that came or moved up, and one for all that went. */
        List<String> changesSince(Ranking before) {
            List<String> ids = before.items.stream().map(ScoredItem::item).toList();
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                int was = ids.indexOf(items.get(i).item());
                if (was < 0) {
                    lines.add(line(i, "  new"));
                } else if (was > i) {
                    lines.add(line(i, "  up from " + (was + 1)));
                }
            }
            List<String> left = new ArrayList<>(ids);
            items.forEach(item -> left.remove(item.item()));
            if (!left.isEmpty()) {
                lines.add("  gone: " + String.join(", ", left));
            }
            return lines;
        }

        private String line(int i, String note) {
            return String.format(
                    Locale.ROOT,
                    "%5d. %-24s %9.4f%s",
                    i + 1,
                    items.get(i).item(),
                    items.get(i).score(),
                    note);
        }
    }
}
