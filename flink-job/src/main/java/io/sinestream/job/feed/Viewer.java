package io.sinestream.job.feed;

import java.util.SplittableRandom;

/**
 * A simulated viewer: a few sub-interests, each a topic liked in one style, that drift. A skip mostly means "right topic,
 * wrong style", which is what makes skips worth learning from (SINE, section 1).
 */
final class Viewer {
    private static final int SUB_INTERESTS = 2;
    private static final double LIKED_TOPIC_SHARE = 0.75;
    private static final double LIKED_STYLE_SHARE = 0.35;
    private static final double STYLE_DRIFT = 0.004;
    private static final double TOPIC_DRIFT = 0.001;

    private final String id;
    private final Aspects[] liked = new Aspects[SUB_INTERESTS];

    Viewer(String id, SplittableRandom random) {
        this.id = id;
        int topic = random.nextInt(Aspects.TOPIC_COUNT);
        for (int i = 0; i < SUB_INTERESTS; i++) {
            liked[i] = new Aspects(topic, random.nextInt(Aspects.STYLE_COUNT));
            topic = anotherTopic(random, topic);
        }
    }

    private static int anotherTopic(SplittableRandom random, int topic) {
        return (topic + 1 + random.nextInt(Aspects.TOPIC_COUNT - 1)) % Aspects.TOPIC_COUNT;
    }

    String id() {
        return id;
    }

    Aspects[] liked() {
        return liked;
    }

    /** Tastes change a little from play to play. */
    void drift(SplittableRandom random) {
        double draw = random.nextDouble();
        int which = random.nextInt(SUB_INTERESTS);
        if (draw < TOPIC_DRIFT) {
            liked[which] = new Aspects(anotherTopic(random, liked[which].topic()), liked[which].style());
        } else if (draw < TOPIC_DRIFT + STYLE_DRIFT) {
            liked[which] = new Aspects(liked[which].topic(), random.nextInt(Aspects.STYLE_COUNT));
        }
    }

    /** What the feed shows next: it knows the topics well and the styles hardly. */
    Aspects shown(SplittableRandom random) {
        if (random.nextDouble() >= LIKED_TOPIC_SHARE) {
            return new Aspects(random.nextInt(Aspects.TOPIC_COUNT), random.nextInt(Aspects.STYLE_COUNT));
        }
        Aspects interest = liked[random.nextInt(SUB_INTERESTS)];
        return random.nextDouble() < LIKED_STYLE_SHARE
                ? interest
                : new Aspects(interest.topic(), random.nextInt(Aspects.STYLE_COUNT));
    }

    /** How well a video meets the viewer's taste. */
    Fit fit(Aspects aspects) {
        Fit best = Fit.NOT_MINE;
        for (Aspects interest : liked) {
            if (interest.equals(aspects)) {
                return Fit.LIKED;
            }
            if (interest.topic() == aspects.topic()) {
                best = Fit.WRONG_STYLE;
            }
        }
        return best;
    }

    /** How a video meets a taste, with the chances of what the viewer does then. */
    enum Fit {
        LIKED(0.80, 0.12),
        WRONG_STYLE(0.06, 0.86),
        NOT_MINE(0.05, 0.80);

        private final double viewed;
        private final double skipped;

        Fit(double viewed, double skipped) {
            this.viewed = viewed;
            this.skipped = skipped;
        }

        /** Effective view, skip, or neither. */
        Reaction reaction(SplittableRandom random) {
            double draw = random.nextDouble();
            if (draw < viewed) {
                return Reaction.VIEW;
            }
            return draw < viewed + skipped ? Reaction.SKIP : Reaction.NEITHER;
        }
    }
}
