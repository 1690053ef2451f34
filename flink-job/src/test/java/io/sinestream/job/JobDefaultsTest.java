package io.sinestream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class JobDefaultsTest {
    @Test
    void whatIsNotGivenIsSetForFreshness() {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(new Configuration());
        JobDefaults.applyTo(environment);
        assertThat(environment.getBufferTimeout()).isEqualTo(5);
        assertThat(environment.getConfig().isObjectReuseEnabled()).isTrue();
        assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES))
                .isFalse();
    }

    @Test
    void whatIsGivenStays() {
        Configuration given = new Configuration();
        given.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(70));
        given.set(PipelineOptions.GENERIC_TYPES, true);
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(given);
        JobDefaults.applyTo(environment);
        assertThat(environment.getBufferTimeout()).isEqualTo(70);
        assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES))
                .isTrue();
        assertThat(environment.getConfig().isObjectReuseEnabled()).isTrue();
    }
}
