package io.sinestream.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Compares a topic that was there already with the one that would have been created; says what matters, changes nothing. */
final class TopicCheck {
    private TopicCheck() {}

    /**
     * @param actual the topic's settings by name
     * @return one sentence per trap, with the next step
     */
    static List<String> warnings(NewTopic wanted, Map<String, String> actual) {
        String name = wanted.name();
        List<String> policies = policies(actual);
        boolean output =
                TopicConfig.CLEANUP_POLICY_COMPACT.equals(wanted.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG));
        boolean compacts = policies.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        boolean deletes = policies.contains(TopicConfig.CLEANUP_POLICY_DELETE);
        List<String> warnings = new ArrayList<>();
        if (output && !compacts) {
            warnings.add("Topic " + name + " has cleanup.policy=" + String.join(",", policies)
                    + ": it is not compacted, so readers that start later miss old records and it grows without bound."
                    + " " + alter(name, "compact"));
        } else if (output && deletes) {
            warnings.add("Topic " + name + " has cleanup.policy=" + String.join(",", policies)
                    + ": the vectors of users and items idle for longer than its retention.ms vanish. "
                    + alter(name, "compact"));
        }
        if (!output && compacts) {
            warnings.add("Topic " + name + " is compacted: plays with the same key replace each other. "
                    + alter(name, "delete"));
        }
        return warnings;
    }

    private static List<String> policies(Map<String, String> actual) {
        return Arrays.stream(actual.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")
                        .split(","))
                .map(String::trim)
                .toList();
    }

    private static String alter(String topic, String policy) {
        return "Set it with: kafka-configs.sh --alter --entity-type topics --entity-name " + topic
                + " --add-config cleanup.policy=" + policy;
    }
}
