package io.sinestream.job.training;

import io.sinestream.job.check.Allowed;
import io.sinestream.model.sine.ComputeDevice;
import io.sinestream.model.sine.LearnerSettings;
import io.sinestream.model.sine.LearnerSettings.RowOptimiser;
import io.sinestream.model.sine.PairSettings;
import io.sinestream.model.sine.Precision;
import io.sinestream.model.sine.PublishingSettings;
import io.sinestream.model.sine.RehearsalSettings;
import io.sinestream.model.sine.VocabularySettings;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.ReadableConfig;

/** How the learner learns and when it publishes. */
public final class LearnerOptions {
    private static final LearnerSettings DEFAULTS = LearnerSettings.streaming(1);

    public static final ConfigOption<Integer> BATCH_SIZE = ConfigOptions.key("learner.batch-size")
            .intType()
            .defaultValue(DEFAULTS.batchSize())
            .withDescription("Effective views of one training step, 1 to 65536. Raising it makes steps rarer: one pass"
                    + " then learns less.");

    public static final ConfigOption<Integer> SKIPS_PER_VIEW = ConfigOptions.key("learner.skips-per-view")
            .intType()
            .defaultValue(DEFAULTS.pairs().skips())
            .withDescription("Skips of the run before an effective view that it is compared with in training, nearest"
                    + " first, 0 to 1024. Raising it learns more from each view; 1 is the released code.");

    public static final ConfigOption<Integer> RANDOMS_PER_VIEW = ConfigOptions.key("learner.randoms-per-view")
            .intType()
            .defaultValue(DEFAULTS.pairs().randoms())
            .withDescription("Random items that an effective view is compared with in training, 1 to 1024. Raising it"
                    + " separates what a user watches from the rest of the catalogue better, and costs time.");

    public static final ConfigOption<Integer> REHEARSED_VIEWS = ConfigOptions.key("learner.rehearsed-views")
            .intType()
            .defaultValue(DEFAULTS.rehearsal().perStep())
            .withDescription(
                    "Remembered views that each step trains on once more beside its own, 0 to 65536. Raising it"
                            + " learns more from each view, and costs the time of as many more.");

    public static final ConfigOption<Integer> REMEMBERED_VIEWS = ConfigOptions.key("learner.remembered-views")
            .intType()
            .defaultValue(DEFAULTS.rehearsal().remembered())
            .withDescription("Latest effective views that are remembered for it, 1 to 1000000. Raising it makes every"
                    + " checkpoint larger, by up to 1 KB each.");

    public static final ConfigOption<Double> SKIP_REACTION = ConfigOptions.key("learner.skip-reaction")
            .doubleType()
            .defaultValue(DEFAULTS.skipReaction())
            .withDescription(
                    "How far a skip moves its user's published vectors away from the skipped item at once, as a"
                            + " share of their length, 0 to below 1, until the next effective view; changes nothing that is"
                            + " learned. 0 lets a skip wait for that view, as SINE does, and publishes a third of the records:"
                            + " above 0 every skip publishes vectors.");

    public static final ConfigOption<Double> LEARNING_RATE = ConfigOptions.key("learner.learning-rate")
            .doubleType()
            .defaultValue(DEFAULTS.learningRate())
            .withDescription(
                    "Adam's learning rate of the dense tensors, above 0. Raising it learns faster and noisier.");

    public static final ConfigOption<Double> ROW_LEARNING_RATE = ConfigOptions.key("learner.row-learning-rate")
            .doubleType()
            .defaultValue(DEFAULTS.rowLearningRate())
            .withDescription("Learning rate of the item rows, above 0.");

    public static final ConfigOption<RowOptimiser> ROW_OPTIMISER = ConfigOptions.key("learner.row-optimiser")
            .enumType(RowOptimiser.class)
            .defaultValue(DEFAULTS.rowOptimiser())
            .withDescription(
                    "What updates item rows: adam (two numbers of state per weight) or adagrad (one per row).");

    public static final ConfigOption<Double> GRADIENT_CLIP = ConfigOptions.key("learner.gradient-clip")
            .doubleType()
            .defaultValue(DEFAULTS.gradientClip())
            .withDescription("Largest global gradient norm of a step; 0 for no clipping.");

    public static final ConfigOption<Double> INITIAL_DEVIATION = ConfigOptions.key("learner.initial-deviation")
            .doubleType()
            .defaultValue(DEFAULTS.initialDeviation())
            .withDescription(
                    "Standard deviation of a new item's vector, 0 to below 10. Raising it makes unseen items differ"
                            + " more before anything is known of them.");

    public static final ConfigOption<Double> PUBLISH_DRIFT = ConfigOptions.key("learner.publish-drift")
            .doubleType()
            .defaultValue(DEFAULTS.publishing().drift())
            .withDescription("An item is published again once its vector has moved by this share of its length, or the"
                    + " scalar beside it by this much, 0 to below 1. Raising it saves records and makes published"
                    + " scores staler: by at most this times the lengths of the user's and the item's vector,"
                    + " and a little.");

    public static final ConfigOption<Duration> ITEM_MAX_AGE = ConfigOptions.key("learner.item-max-age")
            .durationType()
            .defaultValue(DEFAULTS.publishing().itemMaxAge())
            .withDescription(
                    "An item is published again once its record is older than this in event time, 0 (never) to"
                            + " 3650 d. Lowering it costs records and lets readers tell items that live from those that do not.");

    public static final ConfigOption<Duration> USER_INTERVAL = ConfigOptions.key("learner.user-interval")
            .durationType()
            .defaultValue(DEFAULTS.publishing().userInterval())
            .withDescription("Least time between two publications of one user's vectors, 0 to 1 h; of what is viewed in"
                    + " between the newest is published when it is over, and at checkpoints. 0 publishes each refresh."
                    + " Raising it saves records where users view faster than rankers look.");

    public static final ConfigOption<Integer> HEAD_INTERVAL = ConfigOptions.key("learner.head-interval")
            .intType()
            .defaultValue(DEFAULTS.publishing().headInterval())
            .withDescription(
                    "Steps between two publications of the model's head, at least 1. Within so many steps every"
                            + " item is looked at for drift, but never more than 512 of those not trained in one step, and no"
                            + " more than 128 of them published.");

    public static final ConfigOption<Double> HEAD_DRIFT = ConfigOptions.key("learner.head-drift")
            .doubleType()
            .defaultValue(DEFAULTS.publishing().headDrift())
            .withDescription("The model's head is published before its interval is over once the dense weights have"
                    + " moved by this share of their length, 0 (never) to below 1.");

    public static final ConfigOption<Duration> LINGER = ConfigOptions.key("learner.linger")
            .durationType()
            .defaultValue(Duration.ofMillis(20))
            .withDescription("How long a view may wait for its batch to fill before it is tested and its user's vectors"
                    + " are emitted, 0 to 1 min; it trains when the batch is full all the same. 0 waits for the full"
                    + " batch, as a replay does.");

    public static final ConfigOption<Long> SEED = ConfigOptions.key("learner.seed")
            .longType()
            .defaultValue(DEFAULTS.seed())
            .withDescription("Seed of initial weights, initial item vectors and random negatives.");

    public static final ConfigOption<Integer> ADMIT_AFTER = ConfigOptions.key("learner.admit-after")
            .intType()
            .defaultValue(DEFAULTS.vocabulary().admitAfter())
            .withDescription("Sightings after which an item gets a vector of its own, 1 to 1000000; until then all such"
                    + " items share one, and readers do not hear of them. Raising it saves memory where most items are"
                    + " hardly seen, and learns of new items later.");

    public static final ConfigOption<Duration> ITEM_TTL = ConfigOptions.key("learner.item-ttl")
            .durationType()
            .defaultValue(DEFAULTS.vocabulary().ttl())
            .withDescription("An item that nobody saw for longer than this, in event time, is freed and a tombstone"
                    + " published, 0 (never) to 3650 d. Raising it keeps more items in memory.");

    public static final ConfigOption<Integer> MAX_ITEMS = ConfigOptions.key("learner.max-items")
            .intType()
            .defaultValue(DEFAULTS.vocabulary().maxItems())
            .withDescription(
                    "Most items known at a time, 1024 to 100000000; past it the least recently seen are freed"
                            + " and tombstones published. An item costs about 12 bytes per number of its vector, and 250 more.");

    public static final ConfigOption<Integer> GUARD_WINDOW = ConfigOptions.key("learner.guard-window")
            .intType()
            .defaultValue(DEFAULTS.guardWindow())
            .withDescription("Tested instances, 2000 to 1000000, over which a test-then-train AUC three standard errors"
                    + " below random pauses the publishing of vectors; learning goes on, and publishing resumes by"
                    + " itself. 0 never pauses. Raising it notices smaller harm, later.");

    public static final ConfigOption<String> DEVICE = ConfigOptions.key("learner.device")
            .stringType()
            .defaultValue("auto")
            .withDescription(
                    "Where the learner computes: cpu, cuda:N (a package built with -P cuda), or auto for the first"
                            + " GPU that its TaskManager has, else the CPU. A GPU gives other bits than a CPU.");

    public static final ConfigOption<String> MODEL = ConfigOptions.key("learner.model")
            .stringType()
            .noDefaultValue()
            .withDescription("Folder on the learner's machine with a model to start from, as sine-stream export and"
                    + " train write it; of the same profile and model.* options. A run that is restored from a"
                    + " checkpoint does not look at it.");

    public static final ConfigOption<String> DUMP_SCORES = ConfigOptions.key("learner.dump-scores")
            .stringType()
            .noDefaultValue()
            .withDescription("File on the learner's machine that gets every tested instance as CSV: event, user,"
                    + " candidate, 1 for the target or 0, score, model version. For looking closely at a run.");

    private LearnerOptions() {}

    /** @throws IllegalConfigurationException when a value is out of bounds */
    public static LearnerSettings settings(ReadableConfig config) {
        linger(config);
        device(config);
        try {
            return new LearnerSettings(
                    config.get(BATCH_SIZE),
                    config.get(LEARNING_RATE),
                    config.get(ROW_LEARNING_RATE),
                    config.get(ROW_OPTIMISER),
                    DEFAULTS.beta1(),
                    DEFAULTS.beta2(),
                    DEFAULTS.epsilon(),
                    config.get(GRADIENT_CLIP),
                    config.get(INITIAL_DEVIATION),
                    publishing(config),
                    Precision.FLOAT32,
                    config.get(SEED),
                    new VocabularySettings(config.get(ADMIT_AFTER), config.get(ITEM_TTL), config.get(MAX_ITEMS)),
                    config.get(GUARD_WINDOW),
                    new PairSettings(config.get(SKIPS_PER_VIEW), config.get(RANDOMS_PER_VIEW)),
                    new RehearsalSettings(config.get(REHEARSED_VIEWS), config.get(REMEMBERED_VIEWS)),
                    config.get(SKIP_REACTION));
        } catch (IllegalArgumentException e) {
            throw new IllegalConfigurationException(e.getMessage(), e);
        }
    }

    private static PublishingSettings publishing(ReadableConfig config) {
        return new PublishingSettings(
                config.get(PUBLISH_DRIFT),
                config.get(ITEM_MAX_AGE),
                config.get(USER_INTERVAL),
                config.get(HEAD_INTERVAL),
                config.get(HEAD_DRIFT));
    }

    /** @throws IllegalConfigurationException when it names none */
    static ComputeDevice device(ReadableConfig config) {
        try {
            return ComputeDevice.of(config.get(DEVICE));
        } catch (IllegalArgumentException e) {
            throw new IllegalConfigurationException(e.getMessage(), e);
        }
    }

    static Duration linger(ReadableConfig config) {
        Duration linger = config.get(LINGER);
        Allowed.between(LINGER, linger, Duration.ZERO, Duration.ofMinutes(1));
        return linger;
    }
}
