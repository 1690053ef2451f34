package io.sinestream.job.cli;

import io.sinestream.job.feed.AudienceSimulator;
import io.sinestream.job.feed.RecentPlays;
import io.sinestream.schema.PlayEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows on one simulated user what was learned: the last plays, and the videos the published vectors rank highest. */
final class OneUser {
    private static final int BEST = 10;
    private static final int SOME = 300;

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
        screen.say("  " + hits(audience, vectors, List.of(user)));
        List<String> others = vectors.someUsers(SOME);
        screen.say("On average over " + others.size() + " users " + hits(audience, vectors, others));
    }

    /** How many of the best have a topic the user likes, and the style too, beside what chance would give. */
    private static String hits(AudienceSimulator audience, PublishedVectors vectors, List<String> users) {
        double topics = 0;
        double tastes = 0;
        double randomTopics = 0;
        double randomTastes = 0;
        for (String user : users) {
            List<String> liked = audience.tastes(user);
            List<String> best =
                    vectors.best(user, BEST).stream().map(audience::describe).toList();
            tastes += best.stream().filter(liked::contains).count();
            topics += best.stream()
                    .filter(video ->
                            liked.stream().anyMatch(taste -> topic(taste).equals(topic(video))))
                    .count();
            randomTopics += BEST * audience.shareOfTopics(user);
            randomTastes += BEST * audience.shareOfTastes(user);
        }
        return String.format(
                Locale.ROOT,
                "%.1f of the %d have a topic the user likes (at random %.1f), %.1f the style too (at random %.1f)",
                topics / users.size(),
                BEST,
                randomTopics / users.size(),
                tastes / users.size(),
                randomTastes / users.size());
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
