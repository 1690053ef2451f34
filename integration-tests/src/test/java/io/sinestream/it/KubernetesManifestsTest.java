package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.sinestream.job.JobOptions;
import io.sinestream.schema.TopicSettings;
import io.sinestream.schema.TopicSettings.Compaction;
import io.sinestream.schema.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** The manifests hold what the custom resources' definitions and the code ask for. */
class KubernetesManifestsTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Reads the models of Kubernetes and of Prometheus' operator, which are made from their definitions; any other field is a fault. */
    private static final YAMLMapper STRICT = YAMLMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    @Test
    void flinkDeploymentIsOneToItsDefinition() throws IOException {
        JsonNode definition = resource("/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml");
        JsonNode version = definition.get("spec").get("versions").get(0);
        JsonNode deployment = manifest("flink-deployment.yaml").get(0);

        assertThat(deployment.get("apiVersion").asText())
                .isEqualTo(definition.get("spec").get("group").asText() + "/"
                        + version.get("name").asText());
        // The newest definition in Maven Central is older than Flink 2; nothing else of it may be refused.
        assertThat(new StructuralSchema(version.get("schema").get("openAPIV3Schema")).faults(deployment))
                .singleElement()
                .asString()
                .startsWith("spec.flinkVersion is \"v2_2\", allowed are ");
    }

    @Test
    void faultsAreFound() throws IOException {
        JsonNode schema = YAML.readTree(
                """
                properties:
                  spec:
                    type: object
                    required: [size]
                    properties:
                      size: {type: integer, minimum: 1}
                      colour: {type: string, enum: [red]}
                required: [spec]
                """);
        JsonNode resource = YAML.readTree("spec: {size: big, colour: blue, weight: 1}");
        assertThat(new StructuralSchema(schema).faults(resource))
                .containsExactly(
                        "spec.size is \"big\", not of type integer",
                        "spec.colour is \"blue\", allowed are [\"red\"]",
                        "spec.weight is unknown");
        assertThat(new StructuralSchema(schema).faults(YAML.readTree("spec: {}")))
                .containsExactly("spec.size is missing");
        assertThat(new StructuralSchema(schema).faults(YAML.readTree("spec: {size: 0}")))
                .containsExactly("spec.size is 0, allowed are 1 to any");
        assertThat(new StructuralSchema(schema).faults(YAML.readTree("metadata: {}")))
                .containsExactly("spec is missing");
    }

    @Test
    void kafkaTopicsAreOnesToTheirDefinition() throws IOException {
        JsonNode definition = resource("kafkatopics.kafka.strimzi.io.yml");
        JsonNode version = definition.get("spec").get("versions").get(0);
        StructuralSchema schema = new StructuralSchema(version.get("schema").get("openAPIV3Schema"));
        for (JsonNode topic : manifest("kafka-topics.yaml")) {
            assertThat(topic.get("apiVersion").asText())
                    .isEqualTo(definition.get("spec").get("group").asText() + "/"
                            + version.get("name").asText());
            assertThat(schema.faults(topic))
                    .as(topic.get("metadata").get("name").asText())
                    .isEmpty();
        }
    }

    @Test
    void theOtherResourcesAreOnesToTheirModels() throws IOException {
        List<JsonNode> monitoring = manifest("service-monitor.yaml");
        STRICT.convertValue(monitoring.get(0), Service.class);
        STRICT.convertValue(monitoring.get(1), ServiceMonitor.class);
        STRICT.convertValue(manifest("state-volume.yaml").get(0), PersistentVolumeClaim.class);

        ObjectNode endpoint = (ObjectNode) monitoring.get(1).at("/spec/endpoints/0");
        endpoint.put("intervall", "15s");
        assertThatThrownBy(() -> STRICT.convertValue(monitoring.get(1), ServiceMonitor.class))
                .hasMessageContaining("Unrecognized field \"intervall\"");
    }

    @Test
    void flinkDeploymentStartsTheJobWithOptionsItKnows() throws IOException {
        JsonNode job = manifest("flink-deployment.yaml").get(0).get("spec").get("job");
        List<String> arguments = new ArrayList<>();
        job.get("args").forEach(argument -> arguments.add(argument.asText()));
        Configuration options =
                ParameterTool.fromArgs(arguments.toArray(String[]::new)).getConfiguration();

        JobOptions.validate(options);
        assertThat(job.get("entryClass").asText()).isEqualTo("io.sinestream.job.SineStreamJob");
        assertThat(job.get("upgradeMode").asText()).isEqualTo("savepoint");
    }

    @Test
    void kafkaTopicsAreThoseTheJobWouldCreate() throws IOException {
        TopicSettings settings = new TopicSettings(4, (short) 3, Duration.ofDays(7), Compaction.DEFAULT);
        List<JsonNode> topics = manifest("kafka-topics.yaml");
        List<NewTopic> wanted = settings.newTopics(Topics.DEFAULT);

        assertThat(topics).hasSameSizeAs(wanted);
        for (int i = 0; i < topics.size(); i++) {
            JsonNode topic = topics.get(i);
            assertThat(topic.get("kind").asText()).isEqualTo("KafkaTopic");
            assertThat(topic.get("metadata")
                            .get("labels")
                            .get("strimzi.io/cluster")
                            .asText())
                    .isNotBlank();
            assertThat(topic.get("metadata").get("name").asText())
                    .isEqualTo(wanted.get(i).name());
            JsonNode spec = topic.get("spec");
            assertThat(spec.fieldNames()).toIterable().containsExactly("partitions", "replicas", "config");
            assertThat(spec.get("partitions").asInt()).isEqualTo(wanted.get(i).numPartitions());
            assertThat(spec.get("replicas").asInt()).isEqualTo(wanted.get(i).replicationFactor());
            Map<String, String> config = new TreeMap<>();
            spec.get("config")
                    .properties()
                    .forEach(
                            field -> config.put(field.getKey(), field.getValue().asText()));
            assertThat(config).isEqualTo(new TreeMap<>(wanted.get(i).configs()));
        }
    }

    @Test
    void serviceMonitorFindsTheServiceAndItsPort() throws IOException {
        List<JsonNode> documents = manifest("service-monitor.yaml");
        JsonNode service = documents.get(0);
        JsonNode monitor = documents.get(1);
        JsonNode deployment = manifest("flink-deployment.yaml").get(0);

        assertThat(monitor.get("apiVersion").asText()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(monitor.get("spec").fieldNames()).toIterable().containsExactlyInAnyOrder("selector", "endpoints");
        assertThat(service.get("metadata").get("labels"))
                .isEqualTo(monitor.get("spec").get("selector").get("matchLabels"));
        JsonNode port = service.get("spec").get("ports").get(0);
        assertThat(monitor.get("spec").get("endpoints").get(0).get("port")).isEqualTo(port.get("name"));
        assertThat(deployment
                        .get("spec")
                        .get("flinkConfiguration")
                        .get("metrics.reporter.prom.port")
                        .asText())
                .isEqualTo(port.get("targetPort").asText());
        // The operator gives every pod of a deployment this label.
        assertThat(service.get("spec").get("selector").get("app"))
                .isEqualTo(deployment.get("metadata").get("name"));
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(KubernetesManifestsTest.class.getResourceAsStream(name), name)) {
            return YAML.readTree(file);
        }
    }

    private static List<JsonNode> manifest(String name) throws IOException {
        Path file = Launcher.root().resolve("docker/kubernetes").resolve(name);
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        }
    }
}
