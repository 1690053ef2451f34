package io.sinestream.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Kubernetes structural schema (the {@code openAPIV3Schema} of a custom resource's definition), as strict as the API server
 * with {@code --validate=strict}: a field it does not know is a fault.
 */
final class StructuralSchema {
    private final JsonNode schema;

    StructuralSchema(JsonNode schema) {
        this.schema = schema;
    }

    /** One line for each fault, with the path of the field. */
    List<String> faults(JsonNode resource) {
        List<String> faults = new ArrayList<>();
        for (JsonNode required : schema.path("required")) {
            if (!resource.has(required.asText())) {
                faults.add(required.asText() + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> field : resource.properties()) {
            // These are the API server's own and not in a definition.
            if (!List.of("apiVersion", "kind", "metadata").contains(field.getKey())) {
                check(schema.path("properties").path(field.getKey()), field.getValue(), field.getKey(), faults);
            }
        }
        return faults;
    }

    private static void check(JsonNode schema, JsonNode value, String path, List<String> faults) {
        if (schema.isMissingNode()) {
            faults.add(path + " is unknown");
            return;
        }
        if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                || schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return;
        }
        if (!isOfType(schema, value)) {
            faults.add(path + " is " + value + ", not of type "
                    + schema.path("type").asText());
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            faults.add(path + " is " + value + ", allowed are " + schema.get("enum"));
        }
        if (value.isNumber() && isOutside(schema, value)) {
            faults.add(path + " is " + value + ", allowed are "
                    + schema.path("minimum").asText("any") + " to "
                    + schema.path("maximum").asText("any"));
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                faults.add(path + "." + required.asText() + " is missing");
            }
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), path + "[" + i + "]", faults);
            }
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode known = schema.path("properties").path(field.getKey());
            check(
                    known.isMissingNode() ? schema.path("additionalProperties") : known,
                    field.getValue(),
                    path + "." + field.getKey(),
                    faults);
        }
    }

    private static boolean isOfType(JsonNode schema, JsonNode value) {
        return switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static boolean isOutside(JsonNode schema, JsonNode value) {
        return (schema.has("minimum")
                        && value.asDouble() < schema.get("minimum").asDouble())
                || (schema.has("maximum")
                        && value.asDouble() > schema.get("maximum").asDouble());
    }

    private static boolean contains(JsonNode allowed, JsonNode value) {
        for (JsonNode one : allowed) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
