package io.sinestream.job.cli;

import io.sinestream.job.feed.AudienceSimulator;
import io.sinestream.job.feed.RecentPlays;
import io.sinestream.schema.PlayEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Shows on one simulated user what was learned: the last plays, and the videos the published vectors rank highest. */
final class OneUser {
    private static final int BEST = 10;

    private OneUser() {}

    static void show(AudienceSimulator audience, RecentPlays recent, PublishedVectors vectors, Screen screen) {
        Optional<String> chosen = recent.newestBusyUser(vectors::knows);
        if (chosen.isEmpty()) {
            return;
        }
        String user = chosen.get();
        List<String> tastes = audience.tastes(user);
        screen.say("");
        screen.say("One user, " + user + ", who in truth likes " + String.join(" and ", tastes)
                + " (the learner is told only who watched what for how long)");
        screen.say("  last plays:");
        recent.of(user).forEach(play -> screen.say(line(audience, play)));
        List<String> best = vectors.best(user, BEST);
        screen.say("  ranked highest by the user's vectors, of " + vectors.items() + " videos:");
        for (int i = 0; i < best.size(); i++) {
            screen.say(String.format(Locale.ROOT, "    %2d. %s", i + 1, audience.describe(best.get(i))));
        }
        Set<String> liked = new HashSet<>(tastes);
        long exact =
                best.stream().map(audience::describe).filter(liked::contains).count();
        Set<String> topics = new HashSet<>();
        tastes.forEach(taste -> topics.add(topic(taste)));
        long right = best.stream()
                .filter(item -> topics.contains(topic(audience.describe(item))))
                .count();
        screen.say(String.format(
                Locale.ROOT,
                "  of these %d, %d have a topic the user likes, %d the style too; at random it would be %.1f and %.1f",
                best.size(),
                right,
                exact,
                best.size() * audience.shareOfTopics(user),
                best.size() * audience.shareOfTastes(user)));
    }

    private static String topic(String words) {
        return words.substring(0, Math.max(0, words.indexOf(',')));
    }

    private static String line(AudienceSimulator audience, PlayEvent play) {
        boolean viewed = 2 * play.watchMillis() > play.durationMillis();
        String what = viewed ? "viewed " : play.watchMillis() < 3000 ? "skipped" : "left   ";
        return String.format(
                Locale.ROOT,
                "    %s %4.1f of %4.1f s  %s",
                what,
                play.watchMillis() / 1000.0,
                play.durationMillis() / 1000.0,
                audience.describe(play.item()));
    }
}
