package io.sinestream.job;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Settings of Flink that this job needs otherwise than Flink assumes them, wherever it runs; what a person has set wins. */
public final class JobDefaults {
    private JobDefaults() {}

    /** Gives them to a job that is about to be defined. */
    public static void applyTo(StreamExecutionEnvironment environment) {
        environment.configure(beside(environment.getConfiguration()));
    }

    /** Those of the defaults that are not given. */
    private static Configuration beside(ReadableConfig given) {
        Configuration missing = new Configuration();
        // A vector waits in no buffer: 100 ms, Flink's own, would be most of its way.
        assume(missing, given, ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5));
        // Every record is immutable, so steps of a chain hand it on without copying.
        assume(missing, given, PipelineOptions.OBJECT_REUSE, true);
        // Every type has its own serializer; one that lacks it is to be seen at once.
        assume(missing, given, PipelineOptions.GENERIC_TYPES, false);
        return missing;
    }

    private static <T> void assume(Configuration missing, ReadableConfig given, ConfigOption<T> option, T value) {
        if (given.getOptional(option).isEmpty()) {
            missing.set(option, value);
        }
    }
}
