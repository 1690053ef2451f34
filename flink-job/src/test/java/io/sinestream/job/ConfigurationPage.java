package io.sinestream.job;

import io.sinestream.job.check.CheckOptions;
import io.sinestream.job.feedback.FeedbackOptions;
import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.job.kafka.RegistryOptions;
import io.sinestream.job.sequence.SequenceOptions;
import io.sinestream.job.training.LearnerOptions;
import io.sinestream.job.training.ModelOptions;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/** {@code CONFIGURATION.md}: a table of options per class that holds them. */
final class ConfigurationPage {
    private static final String HEAD =
            """
            # Options

            Every option of the job: `-D key=value` on the command line, or a line of Flink's `config.yaml`. A misspelt key, a value out of
            bounds, or two values that do not go together, are refused before anything starts. Durations are a number and a unit (`20 ms`,
            `3 s`, `10 min`, `1 h`, `30 d`), lists are separated by `;`, names may be written in either case.

            This page is generated: `mvn -pl flink-job -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false
            -Dconfiguration.write=true` writes it again.
            """;

    private static final Map<Class<?>, String> ABOUT = Map.of(
            KafkaOptions.class,
            "Where the topics are. Besides these, any `kafka.client.*` option goes to the Kafka clients without that prefix, as in"
                    + " `kafka.client.security.protocol=SASL_SSL`; passwords are best kept in `kafka.client-file`.",
            RegistryOptions.class,
            "Schema registry, where one is used; without it nothing needs one.",
            CheckOptions.class,
            "What is accepted as a play event; the rest goes to the rejected plays' topic.",
            FeedbackOptions.class,
            "Which plays are effective views and which are skips.",
            SequenceOptions.class,
            "What is kept of each user.",
            ModelOptions.class,
            "What the model is: a profile, and switches that override it.",
            LearnerOptions.class,
            "How the learner learns and when it publishes.");

    private ConfigurationPage() {}

    static String render() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Class<?> holder : JobOptions.HOLDERS) {
            String about = Objects.requireNonNull(ABOUT.get(holder), () -> "nothing is said about " + holder);
            List<Field> options = Arrays.stream(holder.getFields())
                    .filter(field -> field.getType() == ConfigOption.class)
                    .toList();
            page.append("\n## ").append(prefix(options)).append("\n\n").append(about);
            page.append("\n\n| key | type | default | description |\n|---|---|---|---|\n");
            options.forEach(field -> page.append(row(field)));
        }
        return page.toString();
    }

    private static String prefix(List<Field> options) {
        String key = option(options.get(0)).key();
        return key.substring(0, key.indexOf('.'));
    }

    private static String row(Field field) {
        ConfigOption<?> option = option(field);
        Type type = ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
        String description = new HtmlFormatter().format(option.description());
        return "| `" + option.key() + "` | " + name(type) + " | " + shown(option.defaultValue()) + " | "
                + description.replace("|", "\\|") + " |\n";
    }

    static ConfigOption<?> option(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError("public constant " + field + " cannot be read", e);
        }
    }

    private static String name(Type type) {
        if (type instanceof ParameterizedType list) {
            return "list of " + name(list.getActualTypeArguments()[0]) + "s";
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return Arrays.stream(plain.getEnumConstants())
                    .map(constant -> "`" + shown((Enum<?>) constant) + "`")
                    .collect(Collectors.joining(", "));
        }
        return plain.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "none" : "`" + text(value) + "`";
    }

    /** As Flink reads it: by its text, which need not be its name. */
    private static String shown(Enum<?> constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return TimeUtils.formatWithHighestUnit(duration);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ConfigurationPage::text).collect(Collectors.joining(";"));
        }
        return value instanceof Enum<?> constant ? shown(constant) : value.toString();
    }
}
