package io.sinestream.job.evaluate;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.sine.SineLearner;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.configuration.IllegalConfigurationException;

/**
 * What a setting says of the evaluation itself, under keys of its own beside the job's options.
 *
 * @param schedule {@code evaluate.learns}: when a view is learned from
 * @param windowsToo {@code evaluate.windows}: whether users' windows are as late as what is learned, {@code fresh} or {@code late}
 * @param asShown {@code evaluate.as-shown}: whether candidates are also scored as their user's vectors were when each was shown
 * @param users {@code evaluate.responsiveness}: of how many users, those who viewed last, it is measured at the end how their
 *     ranking answers to one play
 * @param epochs {@code evaluate.epochs}: how often at most the log is learned where {@code evaluate.protocol} is {@code paper}, 0
 *     where it is {@code test-then-train}
 */
record Evaluation(Schedule schedule, boolean windowsToo, boolean asShown, int users, int epochs) {
    static final String PREFIX = "evaluate.";

    /** Which protocol, under a key of its own. */
    static final String PROTOCOL = PREFIX + "protocol";

    private static final List<String> KEYS = List.of(
            "evaluate.learns",
            "evaluate.windows",
            "evaluate.as-shown",
            "evaluate.responsiveness",
            PROTOCOL,
            "evaluate.epochs");

    /** @throws IllegalConfigurationException when a key is unknown or has no such value */
    static Evaluation of(Setting setting) {
        SortedMap<String, String> own = new TreeMap<>(setting.options());
        own.keySet().removeIf(key -> !key.startsWith(PREFIX));
        String learns = own.getOrDefault("evaluate.learns", "at-once");
        String windows = own.getOrDefault("evaluate.windows", "fresh");
        String asShown = own.getOrDefault("evaluate.as-shown", "false");
        if (!windows.equals("fresh") && !windows.equals("late")) {
            throw new IllegalConfigurationException("evaluate.windows is '" + windows + "', must be fresh or late");
        }
        for (String key : own.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalConfigurationException(key + " is unknown, there are " + String.join(", ", KEYS));
            }
        }
        return new Evaluation(
                Schedule.parse(learns),
                windows.equals("late"),
                Boolean.parseBoolean(asShown),
                number(own, "evaluate.responsiveness", 0),
                epochs(own));
    }

    private static int epochs(Map<String, String> own) {
        String protocol = own.getOrDefault(PROTOCOL, "test-then-train");
        if (!protocol.equals("paper") && !protocol.equals("test-then-train")) {
            throw new IllegalConfigurationException(
                    PROTOCOL + " is '" + protocol + "', must be test-then-train or paper");
        }
        int epochs = number(own, "evaluate.epochs", 20);
        return protocol.equals("paper") ? Math.max(1, epochs) : 0;
    }

    private static int number(Map<String, String> own, String key, int byDefault) {
        String number = own.getOrDefault(key, Integer.toString(byDefault));
        if (!number.matches("\\d{1,4}")) {
            throw new IllegalConfigurationException(key + " is '" + number + "', allowed is 0 to 9999");
        }
        return Integer.parseInt(number);
    }

    /** What takes the views of a run in their order. */
    Consumer<TrainingExample> student(SineLearner learner, Tally tally) {
        if (!schedule.isAtOnce()) {
            LateLearner late = new LateLearner(learner, schedule, windowsToo, tally);
            return example -> {
                untested(example, tally);
                late.take(example);
            };
        }
        return example -> {
            untested(example, tally);
            if (asShown && example.trains()) {
                tally.reacted(example, learner.scoresAsShown(example));
            }
            learner.add(example, tally);
        };
    }

    private static void untested(TrainingExample example, Tally tally) {
        if (!example.trains() && !example.tellsSkips() && !example.isSighting()) {
            tally.untested(example);
        }
    }
}
