package io.sinestream.job.sequence;

import io.sinestream.model.TrainingExample;
import java.util.Arrays;
import java.util.List;

/** Examples as text, all of them and arrays too: records compare arrays by identity. */
final class Examples {
    private Examples() {}

    static String text(TrainingExample example) {
        return String.join(
                " ",
                example.user(),
                example.eventId(),
                example.labelRule(),
                Long.toString(example.eventTimeMillis()),
                Long.toString(example.readMillis()),
                Long.toString(example.sequenceNumber()),
                Arrays.toString(example.history()),
                Arrays.toString(example.historySkips()),
                Long.toString(example.target()),
                String.valueOf(example.targetId()),
                Arrays.toString(example.skips()),
                Arrays.toString(example.skipIds()));
    }

    static List<String> texts(List<TrainingExample> examples) {
        return examples.stream().map(Examples::text).toList();
    }
}
