package io.sinestream.job.cli;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.evaluate.Plays;
import io.sinestream.job.feed.LogFeeder;
import io.sinestream.job.feed.LogFiles;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The plays of a log, as a job would read them; fewer of them once the person asks to stop. */
final class LoggedPlays implements Plays {
    private final LogFiles files;
    private final Path first;
    private final Interrupts interrupts;
    private final PlayEventCodec codec = new PlayEventCodec();

    LoggedPlays(LogFiles files, Path first, Interrupts interrupts) {
        this.files = files;
        this.first = first;
        this.interrupts = interrupts;
    }

    @Override
    public String name() {
        return String.valueOf(first.getFileName());
    }

    @Override
    public String identity() {
        return files.identity();
    }

    @Override
    public void each(Consumer<ReadPlay> sink) throws IOException {
        AtomicBoolean stopped = new AtomicBoolean();
        new LogFeeder(files, codec, new long[1], Double.POSITIVE_INFINITY)
                .feed(
                        (partition, user, value, isHistory) -> {
                            stopped.set(interrupts.wasAsked());
                            accept(value, isHistory, sink);
                        },
                        stopped);
    }

    private void accept(byte[] value, boolean isHistory, Consumer<ReadPlay> sink) {
        PlayEvent play;
        try {
            play = codec.decode(value);
        } catch (MalformedRecordException e) {
            return; // What the job rejects it does not learn from.
        }
        long read = play.eventTimeMillis();
        sink.accept(isHistory ? ReadPlay.history(play, read) : new ReadPlay(play, read));
    }
}
