package io.sinestream.job.types;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.schema.ExplicitFeedback;
import io.sinestream.schema.ItemKind;
import io.sinestream.schema.PlayEvent;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * The event on its way to its user's sequence: strings, four longs and one byte for kind, explicit feedback and whether it
 * is history. A request to forget a user is a null event id, the user and the moment it was read.
 */
final class ReadPlaySerializer extends ImmutableSerializer<ReadPlay> {
    static final ReadPlaySerializer INSTANCE = new ReadPlaySerializer();

    private static final long serialVersionUID = 1L;

    /** Wire codes are positions here, never ordinals: append only. */
    private static final ItemKind[] KINDS = {ItemKind.VIDEO, ItemKind.LIVE, ItemKind.PHOTO_SET, ItemKind.AD};

    private static final ExplicitFeedback[] EXPLICIT = {
        ExplicitFeedback.NONE,
        ExplicitFeedback.LIKE,
        ExplicitFeedback.FOLLOW,
        ExplicitFeedback.SHARE,
        ExplicitFeedback.DISLIKE,
        ExplicitFeedback.REPORT
    };

    private static final int EXPLICIT_BITS = 7;
    private static final int HISTORY_BIT = 8;

    private static final ReadPlay EMPTY = new ReadPlay(PlayEvent.video("", "", "", 0, 0, PlayEvent.NO_DURATION), 0);

    private ReadPlaySerializer() {}

    @Override
    public ReadPlay createInstance() {
        return EMPTY;
    }

    @Override
    public void serialize(ReadPlay read, DataOutputView out) throws IOException {
        if (read.isForget()) {
            StringValue.writeString(null, out);
            StringValue.writeString(read.user(), out);
            out.writeLong(read.readMillis());
            return;
        }
        PlayEvent play = read.play();
        StringValue.writeString(play.eventId(), out);
        StringValue.writeString(play.user(), out);
        StringValue.writeString(play.item(), out);
        out.writeLong(play.eventTimeMillis());
        out.writeLong(play.watchMillis());
        out.writeLong(play.durationMillis());
        int history = read.isHistory() ? HISTORY_BIT : 0;
        out.writeByte((code(KINDS, play.kind()) << 4) | history | code(EXPLICIT, play.explicit()));
        StringValue.writeString(play.impressionId(), out);
        out.writeLong(read.readMillis());
    }

    @Override
    public ReadPlay deserialize(DataInputView in) throws IOException {
        @Nullable String eventId = StringValue.readString(in);
        String user = StringValue.readString(in);
        if (eventId == null) {
            return ReadPlay.forget(user, in.readLong());
        }
        String item = StringValue.readString(in);
        long eventTime = in.readLong();
        long watch = in.readLong();
        long duration = in.readLong();
        int codes = in.readByte();
        @Nullable String impression = StringValue.readString(in);
        PlayEvent play = new PlayEvent(
                eventId,
                user,
                item,
                eventTime,
                watch,
                duration,
                KINDS[codes >> 4],
                EXPLICIT[codes & EXPLICIT_BITS],
                impression);
        return new ReadPlay(user, play, (codes & HISTORY_BIT) != 0, in.readLong());
    }

    private static <E extends Enum<E>> int code(E[] codes, E value) {
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == value) {
                return i;
            }
        }
        throw new IllegalStateException("no wire code for " + value + ": append it to the list");
    }

    @Override
    public TypeSerializer<ReadPlay> duplicate() {
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReadPlaySerializer;
    }

    @Override
    public int hashCode() {
        return ReadPlaySerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<ReadPlay> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Format 1. */
    public static final class Snapshot extends VersionedSnapshot<ReadPlay> {
        public Snapshot() {
            super(1);
        }

        @Override
        TypeSerializer<ReadPlay> serializer() {
            return INSTANCE;
        }
    }
}
