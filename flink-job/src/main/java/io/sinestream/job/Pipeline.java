package io.sinestream.job;

import io.sinestream.job.check.CheckOptions;
import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.check.ReadPlaysFunction;
import io.sinestream.job.feedback.FeedbackOptions;
import io.sinestream.job.kafka.RawPlay;
import io.sinestream.job.kafka.RejectedPlayCodec;
import io.sinestream.job.sequence.PlayTime;
import io.sinestream.job.sequence.SequenceOptions;
import io.sinestream.job.sequence.SequenceSettings;
import io.sinestream.job.sequence.UserSequenceOperator;
import io.sinestream.job.training.LearnerOperator;
import io.sinestream.job.training.LearnerOptions;
import io.sinestream.job.training.ModelOptions;
import io.sinestream.job.types.CodecTypeInfo;
import io.sinestream.job.types.ReadPlayTypeInfo;
import io.sinestream.job.types.TrainingExampleTypeInfo;
import io.sinestream.job.types.Update;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.RejectedPlay;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The topology, without its ends: play events → check → user sequences → SINE learner → what readers get.
 *
 * <p>Every step has a {@code uid}: its state is found again by it, whatever changes around it. Never change one.
 */
public final class Pipeline {
    private static final OutputTag<RejectedPlay> REJECTED =
            new OutputTag<>("rejected", CodecTypeInfo.of(RejectedPlay.class, RejectedPlayCodec::new));
    private static final OutputTag<Update<ItemEmbedding>> ITEMS =
            new OutputTag<>("items", Update.type(ItemEmbeddingCodec::new));
    private static final OutputTag<SineModel> MODELS =
            new OutputTag<>("models", CodecTypeInfo.of(SineModel.class, SineModelCodec::new));

    private Pipeline() {}

    /** Where the four outputs go: Kafka sinks in the job, collectors in tests. */
    public interface Sinks {
        void rejected(DataStream<RejectedPlay> plays);

        void users(DataStream<Update<UserSubInterests>> users);

        void items(DataStream<Update<ItemEmbedding>> items);

        void models(DataStream<SineModel> models);
    }

    /** Lays the steps between a source of raw plays and the sinks. */
    public static void define(DataStream<RawPlay> plays, Configuration options, Sinks sinks) {
        SingleOutputStreamOperator<ReadPlay> checked = checked(plays, options);
        SingleOutputStreamOperator<TrainingExample> examples = examples(checked, options);

        SingleOutputStreamOperator<Update<UserSubInterests>> learned = examples.keyBy(
                        TrainingExample::target, Types.LONG)
                .transform(
                        "SINE learner",
                        Update.type(UserSubInterestsCodec::new),
                        new LearnerOperator(options, ITEMS, MODELS))
                .uid(LearnerOperator.UID)
                .setParallelism(1);

        sinks.rejected(checked.getSideOutput(REJECTED));
        sinks.users(learned);
        sinks.items(learned.getSideOutput(ITEMS));
        sinks.models(learned.getSideOutput(MODELS));
    }

    private static SingleOutputStreamOperator<ReadPlay> timed(
            SingleOutputStreamOperator<ReadPlay> plays, Configuration options, SequenceSettings sequences) {
        return options.get(SequenceOptions.WATERMARKS)
                ? plays.assignTimestampsAndWatermarks(PlayTime.strategy(sequences))
                        .uid("play-time")
                        .name("play time")
                : plays;
    }

    /** The usable plays; the others are a side output. */
    public static SingleOutputStreamOperator<ReadPlay> checked(DataStream<RawPlay> plays, Configuration options) {
        return plays.process(new ReadPlaysFunction(CheckOptions.settings(options), REJECTED), ReadPlayTypeInfo.INSTANCE)
                .uid("check")
                .name("check");
    }

    /** What the learner learns from. */
    public static SingleOutputStreamOperator<TrainingExample> examples(
            SingleOutputStreamOperator<ReadPlay> checked, Configuration options) {
        SequenceSettings sequences = sequences(options);
        return timed(checked, options, sequences)
                .keyBy(ReadPlay::user, Types.STRING)
                .transform(
                        "user sequences",
                        TrainingExampleTypeInfo.INSTANCE,
                        new UserSequenceOperator(FeedbackOptions.settings(options), sequences))
                .uid("user-sequences");
    }

    /** Unless told otherwise a sequence remembers as much as the model encodes. */
    public static SequenceSettings sequences(Configuration options) {
        Configuration known = new Configuration(options);
        if (!known.contains(SequenceOptions.WINDOW)) {
            known.set(SequenceOptions.WINDOW, ModelOptions.settings(options).window());
        }
        return SequenceOptions.settings(known).tellingSkips(options.get(LearnerOptions.SKIP_REACTION) > 0);
    }
}
