package io.sinestream.job.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings to be compared, as text: {@code key = value} lines, after an optional {@code [name]} line of the settings they
 * belong to; those before the first name belong to all. Several values between {@code |} make one setting each, and several
 * such lines one for each combination. {@code #} begins a comment.
 */
public final class Grid {
    private static final int MOST_SETTINGS = 10_000;

    private final List<Setting> settings;

    private Grid(List<Setting> settings) {
        this.settings = List.copyOf(settings);
    }

    /** One setting, the job's defaults. */
    public static Grid defaults() {
        return new Grid(List.of(new Setting("default", new TreeMap<>())));
    }

    /**
     * Reads a grid.
     *
     * @throws IllegalArgumentException naming the line that cannot be understood
     */
    public static Grid parse(List<String> lines) {
        Map<String, String> common = new LinkedHashMap<>();
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> current = common;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                current = new LinkedHashMap<>(common);
                if (sections.put(line.substring(1, line.length() - 1).strip(), current) != null) {
                    throw bad(i, line, "the name is there twice");
                }
            } else if (!line.isEmpty()) {
                int equals = line.indexOf('=');
                if (equals <= 0) {
                    throw bad(i, line, "must be 'key = value' or '[name]'");
                }
                current.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        if (sections.isEmpty()) {
            sections.put("default", common);
        }
        List<Setting> settings = new ArrayList<>();
        sections.forEach((name, options) -> settings.addAll(combinations(name, options)));
        requireSensible(settings);
        return new Grid(settings);
    }

    private static void requireSensible(List<Setting> settings) {
        Set<String> names = new LinkedHashSet<>();
        for (Setting setting : settings) {
            if (!names.add(setting.name())) {
                throw new IllegalArgumentException("two settings are called '" + setting.name() + "': rename one");
            }
        }
        if (settings.size() > MOST_SETTINGS) {
            throw new IllegalArgumentException("the grid has " + settings.size() + " settings, allowed are "
                    + MOST_SETTINGS + ": name fewer values");
        }
    }

    private static IllegalArgumentException bad(int line, String text, String why) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "line %d of the grid is '%s': %s", line + 1, text, why));
    }

    private static List<Setting> combinations(String name, Map<String, String> options) {
        List<Setting> all = List.of(new Setting(name, new TreeMap<>()));
        for (Map.Entry<String, String> option : options.entrySet()) {
            String[] values = option.getValue().split("\\|", -1);
            List<Setting> more = new ArrayList<>();
            for (Setting setting : all) {
                for (String value : values) {
                    more.add(with(setting, option.getKey(), value.strip(), values.length > 1));
                }
            }
            all = more;
        }
        return all;
    }

    private static Setting with(Setting setting, String key, String value, boolean isNamed) {
        TreeMap<String, String> options = new TreeMap<>(setting.options());
        options.put(key, value);
        String shortKey = key.substring(key.lastIndexOf('.') + 1);
        return new Setting(isNamed ? setting.name() + ", " + shortKey + " " + value : setting.name(), options);
    }

    /** In the order of the text. */
    public List<Setting> settings() {
        return settings;
    }
}
