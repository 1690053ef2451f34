package io.sinestream.job.cli;

import io.sinestream.job.feedback.FeedbackOptions;
import io.sinestream.job.feedback.PlayLabeler;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.feed.ScoredItem;
import io.sinestream.schema.feed.SubInterestFeed;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Why a user gets what they get: what they played, how it was labelled, and what each sub-interest is near to. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description =
                "Explains a user's published vectors: recent plays and their labels, the vectors' version and age,"
                        + " the items nearest to each sub-interest.")
final class WhyCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    @Mixin
    PublishedTopics published = new PublishedTopics();

    @Option(names = "--plays", paramLabel = "N", description = "Recent plays shown (default ${DEFAULT-VALUE}).")
    int plays = 10;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Items shown for each sub-interest (default ${DEFAULT-VALUE}).")
    int items = 5;

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        EmbeddedOptions.require(plays >= 1 && plays <= MOST, "--plays is " + plays + ", allowed is 1 to " + MOST);
        EmbeddedOptions.require(items >= 1 && items <= MOST, "--items is " + items + ", allowed is 1 to " + MOST);
        Configuration config = published.config();
        try (SubInterestFeed feed = published.follow(config)) {
            UserSubInterests user = published.awaitUser(feed);
            say(Described.vectors(user, InstantSource.system().millis()));
            say("  the newest view inside is of " + Described.time(user.eventTimeMillis()) + "; labels by "
                    + user.labelRule());
            RecentEvents recent = RecentEvents.of(config, published.user);
            Map<String, String> labels = show(recent, new PlayLabeler(FeedbackOptions.settings(config)));
            show(feed, user, labels);
        }
        return SineStream.DONE;
    }

    /** Shows the newest plays; the newest label of every item among all of them. */
    private Map<String, String> show(RecentEvents recent, PlayLabeler labeler) {
        Map<String, String> labels = new LinkedHashMap<>();
        List<PlayEvent> all = recent.plays();
        say(all.isEmpty() ? "no plays of this user are in the topic" : "recent plays, newest last");
        for (int i = 0; i < all.size(); i++) {
            PlayEvent play = all.get(i);
            String label = labeler.label(play).name().toLowerCase(Locale.ROOT).replace('_', ' ');
            labeler.observe(play);
            labels.put(play.item(), label);
            if (i >= all.size() - plays) {
                say(String.format(
                        Locale.ROOT,
                        "  %s  %-14s %-24s %6.1f of %6.1f s",
                        Described.time(play.eventTimeMillis()),
                        label,
                        play.item(),
                        play.watchMillis() / 1000.0,
                        Math.max(0, play.durationMillis()) / 1000.0));
            }
        }
        return labels;
    }

    private void show(SubInterestFeed feed, UserSubInterests user, Map<String, String> labels) {
        int active = active(feed, user, labels);
        for (int k = 0; k < user.subInterests(); k++) {
            say(String.format(
                    Locale.ROOT,
                    "sub-interest %d, relevance %.3f%s, is nearest to",
                    k + 1,
                    user.relevance()[k],
                    k == active ? ", the active one" : ""));
            List<ScoredItem> nearest =
                    feed.search().nearest(published.user, k, items).orElse(List.of());
            for (ScoredItem item : nearest) {
                String label = labels.get(item.item());
                say(String.format(
                        Locale.ROOT, "  %-24s %9.4f%s", item.item(), item.score(), label == null ? "" : "  " + label));
            }
        }
    }

    /** As the job says, else the one whose product with the newest viewed item is largest; -1 when none is known. */
    private static int active(SubInterestFeed feed, UserSubInterests user, Map<String, String> labels) {
        if (user.activeSubInterest() >= 0) {
            return user.activeSubInterest();
        }
        Optional<ItemEmbedding> newest = labels.entrySet().stream()
                .filter(label -> label.getValue().equals("effective view"))
                .reduce((first, second) -> second)
                .flatMap(label -> feed.state().item(label.getKey()));
        int best = -1;
        double bestProduct = Double.NEGATIVE_INFINITY;
        for (int k = 0; newest.isPresent() && k < user.subInterests(); k++) {
            double product = 0;
            for (int d = 0; d < user.width(); d++) {
                product += (double) user.vectors()[k * user.width() + d]
                        * newest.get().vector()[d];
            }
            if (product > bestProduct) {
                best = k;
                bestProduct = product;
            }
        }
        return best;
    }

    private void say(String line) {
        Objects.requireNonNull(spec).commandLine().getOut().println(line);
    }
}
