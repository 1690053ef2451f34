package io.sinestream.job;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/**
 * Values at the ends of an option's range as its description gives it, and the nearest ones outside.
 *
 * @param inside accepted, whatever else is at its default
 * @param outside refused
 */
record DocumentedBounds(String key, List<String> inside, List<String> outside) {
    private static final String NUMBER = "(\\d+(?: (?:ms|s|min|h|d)\\b)?)";
    private static final Pattern RANGE = Pattern.compile(NUMBER + " to (below )?" + NUMBER);
    private static final Pattern INTERVAL = Pattern.compile("([\\[(])" + NUMBER + ", " + NUMBER + "]");
    private static final Pattern AT_LEAST = Pattern.compile("\\bat least " + NUMBER + "[.;]");
    private static final Pattern ABOVE = Pattern.compile("[,;] above " + NUMBER + "\\.");

    /** Empty lists where the description names no numbers. */
    static DocumentedBounds of(ConfigOption<?> option) {
        String text = new HtmlFormatter().format(option.description());
        Matcher range = RANGE.matcher(text);
        if (range.find()) {
            boolean open = range.group(2) != null;
            String most = range.group(3);
            return open
                    ? new DocumentedBounds(option.key(), List.of(range.group(1)), List.of(below(range.group(1)), most))
                    : closed(option, range.group(1), most);
        }
        Matcher interval = INTERVAL.matcher(text);
        if (interval.find()) {
            return interval.group(1).equals("[")
                    ? closed(option, interval.group(2), interval.group(3))
                    : new DocumentedBounds(
                            option.key(),
                            List.of(interval.group(3)),
                            List.of(interval.group(2), above(interval.group(3))));
        }
        Matcher atLeast = AT_LEAST.matcher(text);
        if (atLeast.find()) {
            return new DocumentedBounds(option.key(), List.of(atLeast.group(1)), List.of(below(atLeast.group(1))));
        }
        Matcher above = ABOVE.matcher(text);
        return above.find()
                ? new DocumentedBounds(option.key(), List.of(), List.of(above.group(1)))
                : new DocumentedBounds(option.key(), List.of(), List.of());
    }

    private static DocumentedBounds closed(ConfigOption<?> option, String least, String most) {
        return new DocumentedBounds(option.key(), List.of(least, most), List.of(below(least), above(most)));
    }

    /** One less, which for durations is taken to be of the same unit. */
    private static String below(String bound) {
        return shifted(bound, -1);
    }

    private static String above(String bound) {
        return shifted(bound, 1);
    }

    private static String shifted(String bound, int by) {
        int unit = bound.indexOf(' ');
        String number = unit < 0 ? bound : bound.substring(0, unit);
        return Long.parseLong(number) + by + (unit < 0 ? "" : bound.substring(unit));
    }
}
