package io.sinestream.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.job.JobOptions;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryOptionsTest {
    private static final String SECRET = "geheim";

    @ParameterizedTest
    @ValueSource(strings = {"", "registry:8080", "ftp://registry", "http://anna:geheim@registry", "http://ge heim"})
    void whatIsNoAddressIsRefusedAndNotQuoted(String url) {
        assertThatThrownBy(() -> JobOptions.validate(Configuration.fromMap(Map.of("registry.url", url))))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageStartingWith("registry.url is no address: give http://host:port/path")
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @Test
    void passwordIsTheClientsAndNotFlinks() throws Exception {
        Configuration options = Configuration.fromMap(Map.of(
                "registry.url",
                "https://registry/apis/ccompat/v7/",
                "kafka.bootstrap.servers",
                "broker:9092",
                "kafka.client.basic.auth.user.info",
                "anna:" + SECRET));
        RegistrySettings settings = RegistryOptions.settings(options);

        assertThat(settings).hasToString("https://registry/apis/ccompat/v7 with a password");
        assertThat(InstantiationUtil.clone(settings)).isEqualTo(settings); // It travels to the tasks.
        assertThat(KafkaOptions.withoutClientOptions(options).toMap().toString())
                .doesNotContain(SECRET);
    }

    @Test
    void withoutAnAddressThereIsNone() {
        assertThat(RegistryOptions.settings(new Configuration())).isNull();
    }
}
