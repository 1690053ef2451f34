package io.sinestream.job.training;

import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes every tested instance to a CSV file, one row per candidate. Its length is part of the checkpoint: on restore the
 * file is cut back to it, so no instance is there twice.
 */
final class ScoreDump implements AutoCloseable {
    static final String HEADER = "event_id,user,item,is_target,score,model_version\n";
    private static final int FLUSH_AT = 1 << 16;

    private final FileChannel file;
    private final StringBuilder rows = new StringBuilder();

    /** @param length where to go on, 0 for a new file */
    ScoreDump(Path path, long length) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.size() < length) {
            throw new IOException(path + " has " + file.size() + " bytes but the checkpoint saw " + length
                    + ": put the file back or name another one");
        }
        file.truncate(length);
        file.position(length);
        if (length == 0) {
            rows.append(HEADER);
        }
    }

    void tested(TrainingExample view, float target, float[] skips, long modelVersion) {
        row(view, ItemKey.id(view.target(), view.targetId()), 1, target, modelVersion);
        for (int i = 0; i < skips.length; i++) {
            row(view, ItemKey.id(view.skips()[i], view.skipId(i)), 0, skips[i], modelVersion);
        }
        if (rows.length() > FLUSH_AT) {
            flush();
        }
    }

    private void row(TrainingExample view, String item, int isTarget, float score, long modelVersion) {
        quoted(view.eventId()).append(',');
        quoted(view.user()).append(',');
        quoted(item).append(',').append(isTarget).append(',');
        rows.append(score).append(',').append(modelVersion).append('\n');
    }

    private StringBuilder quoted(String text) {
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return rows.append(text);
        }
        return rows.append('"').append(text.replace("\"", "\"\"")).append('"');
    }

    /** Writes out what is buffered and returns the file's length. */
    long flush() {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(rows.toString());
            rows.setLength(0);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            return file.position();
        } catch (IOException e) {
            throw new UncheckedIOException("writing the score dump failed: is there space on the disk?", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
        }
    }
}
