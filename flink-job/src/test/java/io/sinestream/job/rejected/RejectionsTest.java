package io.sinestream.job.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import org.junit.jupiter.api.Test;

class RejectionsTest {
    private final Rejections rejections = new Rejections(2);

    @Test
    void reasonsAreCountedTheMostFrequentFirst() {
        rejections.add(play(RejectReason.BAD_ID, 1, "{}".getBytes(UTF_8)));
        for (int i = 0; i < 1500; i++) {
            rejections.add(play(RejectReason.UNDECODABLE, i, new byte[] {1, 2}));
        }
        rejections.addForeign();
        assertThat(rejections.total()).isEqualTo(1501);
        assertThat(rejections.lines().stream().filter(line -> !line.startsWith(" ".repeat(14))))
                .containsExactly(
                        "       1,500  UNDECODABLE",
                        "           1  BAD_ID",
                        "           1  records that do not say why: not written by the job");
    }

    @Test
    void theLastPlaysOfAReasonAreShown() {
        for (int i = 0; i < 5; i++) {
            rejections.add(play(RejectReason.MISSING_FIELD, i, "{\"user\":\n\"u\"}".getBytes(UTF_8)));
        }
        assertThat(rejections.lines())
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).endsWith("play-events-2 offset 4: too bad"))
                .anySatisfy(line -> assertThat(line).endsWith("key u, value {\"user\": \"u\"}"))
                .noneSatisfy(line -> assertThat(line).contains("offset 2"));
    }

    @Test
    void whatDecodesIsShownAsEventAndNoiseAsHex() {
        Legible legible = new Legible();
        byte[] avro = new PlayEventCodec().encode(PlayEvent.video("e", "u", "v", 1, -5, 7));
        assertThat(legible.value(avro))
                .startsWith("PlayEvent[eventId=e, user=u, item=v")
                .contains("watchMillis=-5");
        assertThat(legible.value(new byte[] {0, (byte) 0xff})).isEqualTo("bytes 00 ff");
        assertThat(legible.value(new byte[70_000])).endsWith("(70000 bytes)").hasSizeLessThan(300);
        assertThat(legible.value("x".repeat(1000).getBytes(UTF_8))).endsWith("(1000 characters)");
        assertThat(legible.value(null)).isEqualTo("none");
    }

    private static RejectedPlay play(RejectReason reason, long offset, byte[] value) {
        return new RejectedPlay("u".getBytes(UTF_8), value, reason, "too bad", "play-events", 2, offset);
    }
}
