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
 */
record Evaluation(Schedule schedule, boolean windowsToo, boolean asShown, int users) {
    static final String PREFIX = "evaluate.";

    private static final List<String> KEYS =
            List.of("evaluate.learns", "evaluate.windows", "evaluate.as-shown", "evaluate.responsiveness");

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
                Schedule.parse(learns), windows.equals("late"), Boolean.parseBoolean(asShown), users(own));
    }

    private static int users(Map<String, String> own) {
        String users = own.getOrDefault("evaluate.responsiveness", "0");
        if (!users.matches("\\d{1,4}")) {
            throw new IllegalConfigurationException(
                    "evaluate.responsiveness is '" + users + "', allowed is 0 to 9999 users");
        }
        return Integer.parseInt(users);
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
