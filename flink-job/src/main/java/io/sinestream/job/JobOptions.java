package io.sinestream.job;

import io.sinestream.job.check.CheckOptions;
import io.sinestream.job.feedback.FeedbackOptions;
import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.job.kafka.RegistryOptions;
import io.sinestream.job.sequence.SequenceOptions;
import io.sinestream.job.training.LearnerOptions;
import io.sinestream.job.training.ModelOptions;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;

/** All of the job's options: the constants of the classes that hold them, and a check of a configuration as a whole. */
public final class JobOptions {
    /** The classes whose public constants are the options, in the order in which they are shown. */
    static final List<Class<?>> HOLDERS = List.of(
            KafkaOptions.class,
            RegistryOptions.class,
            CheckOptions.class,
            FeedbackOptions.class,
            SequenceOptions.class,
            ModelOptions.class,
            LearnerOptions.class);

    private JobOptions() {}

    /** Every option, holder by holder in the order they are written. */
    public static List<ConfigOption<?>> all() {
        List<ConfigOption<?>> options = new ArrayList<>();
        for (Class<?> holder : HOLDERS) {
            for (Field field : holder.getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                    options.add(value(field));
                }
            }
        }
        return options;
    }

    private static ConfigOption<?> value(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("public constant " + field + " cannot be read", e);
        }
    }

    /** The job's options that were given, by key; what goes to the Kafka clients is not among them, as it may be secret. */
    static Map<String, String> given(Configuration options) {
        Map<String, String> given = new TreeMap<>(options.toMap());
        given.keySet().retainAll(all().stream().map(ConfigOption::key).toList());
        return given;
    }

    /**
     * Looks at all of the job's options before anything is started.
     *
     * @throws IllegalConfigurationException for an unknown option under one of our prefixes, a value out of bounds or two
     *     that do not go together
     */
    public static void validate(Configuration options) {
        Set<String> known = new TreeSet<>();
        Set<String> prefixes = new TreeSet<>();
        for (ConfigOption<?> option : all()) {
            known.add(option.key());
            prefixes.add(option.key().substring(0, option.key().indexOf('.') + 1));
        }
        for (String key : new TreeSet<>(options.toMap().keySet())) {
            boolean ours = prefixes.stream().anyMatch(key::startsWith) && !key.startsWith(KafkaOptions.CLIENT_PREFIX);
            if (ours && !known.contains(key)) {
                String prefix = key.substring(0, key.indexOf('.') + 1);
                throw new IllegalConfigurationException(key + " is no option: those of " + prefix + "* are "
                        + known.stream().filter(k -> k.startsWith(prefix)).toList());
            }
        }
        try {
            KafkaOptions.check(options);
            RegistryOptions.check(options);
            CheckOptions.settings(options);
            FeedbackOptions.settings(options);
            Pipeline.sequences(options);
            LearnerOptions.settings(options);
        } catch (IllegalArgumentException e) {
            // Flink's own words for a value of another type.
            throw new IllegalConfigurationException(e.getMessage(), e);
        }
    }
}
