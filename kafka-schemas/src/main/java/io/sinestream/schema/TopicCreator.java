package io.sinestream.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and looks at those that are not. Never changes a topic that exists. */
public final class TopicCreator {
    private static final long TIMEOUT_SECONDS = 60;

    private final Admin admin;

    /** @param admin stays the caller's to close */
    public TopicCreator(Admin admin) {
        this.admin = admin;
    }

    /**
     * What was found and done.
     *
     * @param created names of the topics that were missing
     * @param warnings one sentence for each setting of an existing topic that will hurt
     */
    public record Outcome(List<String> created, List<String> warnings) {}

    /**
     * Afterwards every topic exists.
     *
     * @throws IllegalStateException when the brokers do not answer or refuse, with the topic's name and the reason
     */
    public Outcome ensure(List<NewTopic> wanted) throws InterruptedException {
        Set<String> present = get("list topics", admin.listTopics().names());
        List<NewTopic> missing =
                wanted.stream().filter(topic -> !present.contains(topic.name())).toList();
        List<String> created = create(missing);
        List<NewTopic> existing =
                wanted.stream().filter(topic -> !created.contains(topic.name())).toList();
        return new Outcome(created, check(existing));
    }

    private List<String> create(List<NewTopic> missing) throws InterruptedException {
        List<String> created = new ArrayList<>();
        for (Map.Entry<String, KafkaFuture<Void>> topic :
                admin.createTopics(missing).values().entrySet()) {
            try {
                get("create topic " + topic.getKey(), topic.getValue());
                created.add(topic.getKey());
            } catch (IllegalStateException e) {
                // Another process was faster: then the topic is not ours and is looked at like any other.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        return created;
    }

    private List<String> check(List<NewTopic> existing) throws InterruptedException {
        Map<ConfigResource, NewTopic> byResource = existing.stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic -> topic));
        List<String> warnings = new ArrayList<>();
        Map<ConfigResource, KafkaFuture<Config>> configs =
                admin.describeConfigs(byResource.keySet()).values();
        for (Map.Entry<ConfigResource, NewTopic> existingTopic : byResource.entrySet()) {
            NewTopic topic = existingTopic.getValue();
            Map<String, String> actual = new HashMap<>();
            try {
                get("describe topic " + topic.name(), Objects.requireNonNull(configs.get(existingTopic.getKey())))
                        .entries()
                        .forEach(entry -> actual.put(entry.name(), entry.value()));
            } catch (IllegalStateException e) {
                if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                    continue; // Another process is just creating it, and this broker has not heard of it yet.
                }
                if (!(e.getCause() instanceof AuthorizationException)) {
                    throw e;
                }
                warnings.add("The settings of the existing topics were not checked: " + e.getMessage()
                        + " Allow DescribeConfigs on them to have them checked.");
                return warnings;
            }
            warnings.addAll(TopicCheck.warnings(topic, actual));
        }
        return warnings;
    }

    private static <T> T get(String what, KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("Cannot " + what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Cannot " + what + ": no answer within " + TIMEOUT_SECONDS
                            + " s. Check that the brokers are up and reachable from here.",
                    e);
        }
    }
}
