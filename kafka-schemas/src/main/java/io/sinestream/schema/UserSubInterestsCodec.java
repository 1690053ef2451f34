package io.sinestream.schema;

/** Values of {@code user-sub-interests}. */
public final class UserSubInterestsCodec extends SingleObjectCodec<UserSubInterests> {
    private final RepeatedString lineage = new RepeatedString();
    private final RepeatedString profile = new RepeatedString();
    private final RepeatedString labelRule = new RepeatedString();

    public UserSubInterestsCodec() {
        this(SchemaHistory.of("user-sub-interests"));
    }

    UserSubInterestsCodec(SchemaHistory schemas) {
        super(schemas);
    }

    @Override
    void writeBody(UserSubInterests user, AvroOutput to) {
        to.writeString(user.user());
        to.writeLong(user.sequenceNumber());
        to.writeLong(user.epoch());
        to.writeLong(user.modelVersion());
        to.writeString(user.lineage());
        to.writeString(user.profile());
        to.writeString(user.labelRule());
        to.writeLong(user.eventTimeMillis());
        to.writeLong(user.readMillis());
        to.writeLong(user.historyLength());
        to.writeLong(user.activeSubInterest());
        to.writeBoolean(user.cold());
        to.writeLong(user.subInterests());
        to.writeLong(user.width());
        to.writeFloats(user.vectors());
        to.writeFloats(user.relevance());
    }

    @Override
    UserSubInterests readBody(AvroInput from) throws MalformedRecordException {
        String user = from.readString("user");
        long sequenceNumber = from.readLong("sequenceNumber");
        long epoch = from.readLong("epoch");
        long modelVersion = from.readLong("modelVersion");
        String lineageText = lineage.of(from.readString("lineage"));
        String profileText = profile.of(from.readString("profile"));
        String labelRuleText = labelRule.of(from.readString("labelRule"));
        long eventTime = from.readLong("eventTime");
        long readTime = from.readLong("readTime");
        int historyLength = from.readInt("historyLength");
        int active = from.readInt("activeSubInterest");
        boolean cold = from.readBoolean("cold");
        int subInterests = Vectors.axis("subInterests", from.readInt("subInterests"));
        int width = Vectors.axis("width", from.readInt("width"));
        float[] vectors = Vectors.finite("vectors", from.readFloats("vectors"), (long) subInterests * width);
        float[] relevance = Vectors.finite("relevance", from.readFloats("relevance"), subInterests);
        return new UserSubInterests(
                user,
                sequenceNumber,
                epoch,
                modelVersion,
                lineageText,
                profileText,
                labelRuleText,
                eventTime,
                readTime,
                historyLength,
                active,
                cold,
                subInterests,
                width,
                vectors,
                relevance);
    }
}
