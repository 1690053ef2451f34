package io.sinestream.it.bench;

import io.sinestream.job.Pipeline;
import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feed.LogFeeder;
import io.sinestream.job.feed.LogFiles;
import io.sinestream.job.feed.LogFormat;
import io.sinestream.job.feedback.FeedbackOptions;
import io.sinestream.job.sequence.InMemorySequences;
import io.sinestream.job.sequence.SequenceOptions;
import io.sinestream.model.Mix;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;

/** New effective views as the learner gets them. */
final class Views {
    private Views() {}

    /** Those of a log by the default rules, in its order. */
    static List<TrainingExample> of(List<Path> files, LogFormat format, int window) {
        Configuration options = new Configuration();
        options.set(SequenceOptions.WINDOW, window);
        InMemorySequences sequences =
                new InMemorySequences(FeedbackOptions.settings(options), Pipeline.sequences(options));
        PlayEventCodec codec = new PlayEventCodec();
        List<TrainingExample> views = new ArrayList<>();
        try {
            new LogFeeder(LogFiles.open(files, format, Map.of()), codec, new long[1], Double.POSITIVE_INFINITY)
                    .feed(
                            (partition, user, value, isHistory) -> {
                                try {
                                    PlayEvent play = codec.decode(value);
                                    TrainingExample view = sequences.take(new ReadPlay(play, play.eventTimeMillis()));
                                    if (view != null) {
                                        views.add(view);
                                    }
                                } catch (MalformedRecordException e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            new AtomicBoolean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return views;
    }

    /** Made-up ones of many users whose windows are full, with up to four skips before each view. */
    static List<TrainingExample> full(int count, int window, int items) {
        List<TrainingExample> views = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long[] history = keys(Mix.at(1, i), window, items);
            long[] skips = keys(Mix.at(2, i), Mix.below(Mix.at(3, i), 5), items);
            views.add(new TrainingExample(
                    "u" + Mix.below(Mix.at(4, i), 100_000),
                    "e" + i,
                    "full",
                    1_000L + i,
                    1_000L + i,
                    i + 1L,
                    history,
                    new long[window],
                    keys(Mix.at(5, i), 1, items)[0],
                    null,
                    skips,
                    new String[0]));
        }
        return views;
    }

    /** A user's first view, which makes an item known. */
    static TrainingExample first(int item, String user) {
        long[] none = {};
        return new TrainingExample(
                user, "f" + item, "made-up", 1_000L, 1_000L, 1, none, none, item, null, none, new String[0]);
    }

    /** Made-up ones, half of whose items are among 500 popular ones; of as many users as items. */
    static List<TrainingExample> popular(int from, int count, int window, int items) {
        List<TrainingExample> views = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            long[] keys = keys(Mix.at(7, i), window + 5, items);
            for (int k = 0; k < keys.length; k += 2) {
                keys[k] = 1 + keys[k] % 500;
            }
            views.add(new TrainingExample(
                    "u" + Mix.below(Mix.at(8, i), items),
                    "p" + i,
                    "made-up",
                    1_000L + i,
                    1_000L + i,
                    i + 1L,
                    Arrays.copyOf(keys, window),
                    new long[window],
                    keys[window],
                    null,
                    Arrays.copyOfRange(keys, window + 1, window + 5),
                    new String[0]));
        }
        return views;
    }

    private static long[] keys(long seed, int count, int items) {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = 1L + Mix.below(Mix.at(seed, i), items);
        }
        return keys;
    }
}
