package io.sinestream.model.sine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link SineSettings} as profile and switches by name, which is how they rest beside what was learned with them. */
final class SavedSettings {
    private SavedSettings() {}

    static void write(SineSettings settings, DataOutput out) throws IOException {
        out.writeUTF(settings.profile());
        SortedMap<String, String> switches = settings.switches();
        out.writeInt(switches.size());
        for (Map.Entry<String, String> entry : switches.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    static SineSettings read(DataInput in) throws IOException {
        String profile = in.readUTF();
        SortedMap<String, String> switches = new TreeMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            switches.put(in.readUTF(), in.readUTF());
        }
        return of(profile, switches);
    }

    /**
     * The settings with these switches; one that is not named, as in what an older build wrote, has its default, but for the item
     * rate, without which that build learned. Its item bias, which was learned and is no longer, must have been 0.
     *
     * @throws IllegalArgumentException for a switch that is unknown or has no such value
     */
    static SineSettings of(String profile, Map<String, String> switches) {
        SortedMap<String, String> all = SineSettings.streaming().switches();
        all.put("itemRate", "0");
        for (Map.Entry<String, String> entry : switches.entrySet()) {
            if (all.replace(entry.getKey(), entry.getValue()) == null && !isUnusedItemBias(entry)) {
                throw new IllegalArgumentException("switch " + entry.getKey() + " is unknown, known are " + all.keySet()
                        + ": use the build that wrote it");
            }
        }
        all.put("profile", profile);
        RecordComponent[] components = SineSettings.class.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            String name = components[i].getName();
            values[i] = parse(components[i].getType(), name, all.getOrDefault(name, ""));
        }
        return construct(components, values);
    }

    private static boolean isUnusedItemBias(Map.Entry<String, String> entry) {
        return entry.getKey().equals("itemBias") && entry.getValue().equals("0.0");
    }

    private static SineSettings construct(RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<SineSettings> constructor = SineSettings.class.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("switches cannot be set", e);
        }
    }

    private static Object parse(Class<?> type, String name, String text) {
        try {
            if (type == int.class) {
                return Integer.valueOf(text);
            }
            if (type == double.class) {
                return Double.valueOf(text);
            }
            if (type == boolean.class) {
                return Boolean.valueOf(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("switch " + name + " is '" + text + "', must be a number", e);
        }
        return type == String.class ? text : constant(type, name, text);
    }

    private static Object constant(Class<?> type, String name, String text) {
        Object[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "switch " + name + " is '" + text + "', must be one of " + Arrays.toString(constants)));
    }

    /** What differs, as {@code {name=theirs}}; empty when nothing does, whatever the profiles are called. */
    static SortedMap<String, String> differences(SineSettings from, SineSettings than) {
        SortedMap<String, String> differing = from.switches();
        differing.entrySet().removeAll(than.switches().entrySet());
        return differing;
    }
}
