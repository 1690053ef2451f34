package io.sinestream.schema.feed;

import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Users as rows of K·D floats and the K scalars a_k. Not safe for several threads. */
final class UserRows {
    private static final int SEQUENCE_NUMBER = 2;
    private static final int EVENT_TIME = 3;
    private static final int READ_TIME = 4;
    private static final int HISTORY_AND_ACTIVE = 5;
    private static final int RULE_AND_COLD = 6;
    private static final int COLUMNS = 7;

    private final FencedTable rows;
    /** The few label rules that were ever seen, by the number that stands for them in a row. */
    private final List<String> labelRules = new ArrayList<>();

    private String profile = "";
    private int subInterests;
    private int width;

    UserRows(long tombstoneMillis) {
        rows = new FencedTable(COLUMNS, tombstoneMillis);
    }

    void clear(int newSubInterests, int newWidth) {
        subInterests = newSubInterests;
        width = newWidth;
        rows.clear(newSubInterests * newWidth + newSubInterests);
    }

    /** At the same version the user's sequence number decides: no step need lie between two views. */
    boolean put(UserSubInterests user) {
        int order = rows.compare(user.user(), user.epoch(), user.modelVersion());
        if (order > 0 || (order == 0 && sequenceNumber(user.user()) > user.sequenceNumber())) {
            return false;
        }
        int row = rows.put(user.user(), user.epoch(), user.modelVersion());
        VectorTable table = rows.table();
        float[] page = table.page(row);
        int at = table.offset(row);
        System.arraycopy(user.vectors(), 0, page, at, subInterests * width);
        System.arraycopy(user.relevance(), 0, page, at + subInterests * width, subInterests);
        table.number(row, SEQUENCE_NUMBER, user.sequenceNumber());
        table.number(row, EVENT_TIME, user.eventTimeMillis());
        table.number(row, READ_TIME, user.readMillis());
        table.number(
                row,
                HISTORY_AND_ACTIVE,
                ((long) user.historyLength() << 32) | (user.activeSubInterest() & 0xffffffffL));
        table.number(row, RULE_AND_COLD, ((long) labelRule(user.labelRule()) << 1) | (user.cold() ? 1 : 0));
        profile = user.profile();
        return true;
    }

    boolean delete(String id, Version version, long nowMillis) {
        return rows.delete(id, version, nowMillis);
    }

    Optional<UserSubInterests> get(String id, String lineage) {
        int row = rows.find(id);
        if (row == RowIndex.NONE) {
            return Optional.empty();
        }
        VectorTable table = rows.table();
        float[] page = table.page(row);
        int at = table.offset(row);
        int relevanceAt = at + subInterests * width;
        return Optional.of(new UserSubInterests(
                id,
                table.number(row, SEQUENCE_NUMBER),
                table.number(row, VectorTable.EPOCH),
                table.number(row, VectorTable.MODEL_VERSION),
                lineage,
                profile,
                labelRules.get((int) (table.number(row, RULE_AND_COLD) >>> 1)),
                table.number(row, EVENT_TIME),
                table.number(row, READ_TIME),
                (int) (table.number(row, HISTORY_AND_ACTIVE) >>> 32),
                (int) table.number(row, HISTORY_AND_ACTIVE),
                (table.number(row, RULE_AND_COLD) & 1) == 1,
                subInterests,
                width,
                Arrays.copyOfRange(page, at, relevanceAt),
                Arrays.copyOfRange(page, relevanceAt, relevanceAt + subInterests)));
    }

    private long sequenceNumber(String id) {
        int row = rows.find(id);
        return row == RowIndex.NONE ? Long.MIN_VALUE : rows.table().number(row, SEQUENCE_NUMBER);
    }

    private int labelRule(String rule) {
        int known = labelRules.indexOf(rule);
        if (known >= 0) {
            return known;
        }
        labelRules.add(rule);
        return labelRules.size() - 1;
    }

    /** Ids of at most so many, spread over all. */
    List<String> some(int most) {
        RowIndex index = rows.table().index();
        int step = Math.max(1, index.end() / most);
        return IntStream.range(0, index.end())
                .filter(row -> row % step == 0 && index.isUsed(row))
                .limit(most)
                .mapToObj(index::id)
                .toList();
    }

    int size() {
        return rows.table().index().size();
    }

    int tombstones() {
        return rows.tombstones();
    }

    long bytes() {
        return rows.table().bytes();
    }
}
