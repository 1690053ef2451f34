package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.TrainingExample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
    private static final SineSettings MODEL =
            SineSettings.streaming().toBuilder().dimension(8).window(8).build();
    private static final List<TrainingExample> VIEWS = Views.stream(400, 5);
    private static final List<TrainingExample> LATER = Views.stream(40, 11);

    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("model");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void importedModelScoresAndEncodesAsTheOneExported(int admitAfter) {
        VocabularySettings vocabulary = new VocabularySettings(admitAfter, Duration.ZERO, 2_000);
        LearnerSettings settings = LearnerSettings.streaming(1).withBatchSize(8).withVocabulary(vocabulary);
        Collected there = new Collected();
        Collected here = new Collected();
        try (SineLearner exported = new SineLearner(MODEL, settings);
                SineLearner imported = new SineLearner(MODEL, settings.withBatchSize(64))) {
            VIEWS.forEach(view -> exported.add(view, new Collected()));
            exported.finish(new Collected());
            exported.export(folder);
            imported.warmStart(folder);
            assertThat(imported.items()).isEqualTo(exported.items());
            assertThat(imported.counts().steps()).isZero();
            assertThat(imported.lineage()).isNotEqualTo(exported.lineage());

            List<TrainingExample> known = LATER.subList(30, 37);
            known.forEach(view -> exported.add(view, there));
            known.forEach(view -> imported.add(view, here));
            exported.linger(there);
            imported.linger(here);
        }
        assertThat(here.scores).hasSizeGreaterThan(3).hasSameSizeAs(there.scores);
        for (int i = 0; i < here.scores.size(); i++) {
            assertThat(here.scores.get(i)).isCloseTo(there.scores.get(i), within(1e-6f));
        }
        assertThat(here.users).hasSameSizeAs(there.users);
        for (int i = 0; i < here.users.size(); i++) {
            assertThat(here.users.get(i).vectors())
                    .containsExactly(there.users.get(i).vectors());
        }
    }

    @Test
    void lineageFollowsTheWeightsAndManifestSaysWhereTheyAreFrom() throws IOException {
        try (SineLearner learner = trained()) {
            learner.export(folder);
            ModelManifest manifest = ModelManifest.read(folder);
            assertThat(manifest.settings()).isEqualTo(MODEL);
            assertThat(manifest.lineage()).isEqualTo(learner.lineage());
            assertThat(manifest.step()).isEqualTo(learner.counts().steps());
            assertThat(manifest.items()).isEqualTo(learner.items());
            learner.export(parent.resolve("again"));
            VIEWS.subList(0, 8).forEach(view -> learner.add(view, new Collected()));
            learner.export(parent.resolve("later"));
        }
        assertThat(lineageFrom(parent.resolve("again"))).isEqualTo(lineageFrom(folder));
        assertThat(lineageFrom(parent.resolve("later"))).isNotEqualTo(lineageFrom(folder));
        assertThat(Files.readAllBytes(parent.resolve("again/model.safetensors")))
                .isEqualTo(Files.readAllBytes(folder.resolve("model.safetensors")));
    }

    @Test
    void importedItemsCountAsSeenWhenTheStreamStarts() {
        try (SineLearner learner = trained()) {
            learner.export(folder);
        }
        VocabularySettings day = new VocabularySettings(1, Duration.ofDays(1), 2_000);
        Collected out = new Collected();
        try (SineLearner learner = new SineLearner(
                MODEL, LearnerSettings.streaming(1).withBatchSize(8).withVocabulary(day))) {
            learner.warmStart(folder);
            int items = learner.items();
            long yearLater = Duration.ofDays(365).toMillis();
            learner.add(at(LATER.get(0), yearLater), out);
            assertThat(out.gone).isEmpty();
            learner.add(at(LATER.get(1), yearLater + Duration.ofDays(2).toMillis()), out);
            assertThat(out.gone).hasSizeGreaterThan(items - 10);
        }
    }

    @ParameterizedTest
    @CsvSource({"16, 8, dimension=8, dimension=16", "8, 9, window=8, window=9"})
    void modelOfOtherSwitchesIsRefused(int dimension, int window, String theirs, String ours) {
        try (SineLearner learner = trained()) {
            learner.export(folder);
        }
        SineSettings other =
                MODEL.toBuilder().dimension(dimension).window(window).build();
        assertRefused(other, theirs, ours, "same profile");
    }

    @Test
    void missingOrHalfWrittenFolderIsRefused() throws IOException {
        assertRefused(MODEL, "has no manifest.json", "sine-stream export");
        try (SineLearner learner = trained()) {
            learner.export(folder);
            assertThatThrownBy(() -> learner.export(folder)).hasMessageContaining("is not empty");
        }
        Files.delete(folder.resolve("items.json"));
        assertRefused(MODEL, "items.json", "copy or export the model again");
    }

    @Test
    void damagedManifestIsRefused() throws IOException {
        try (SineLearner learner = trained()) {
            learner.export(folder);
        }
        Path manifest = folder.resolve("manifest.json");
        String sound = Files.readString(manifest);
        for (String[] damage : new String[][] {
            {"\"version\" : 1", "\"version\" : 2", "version is 2"},
            {"sinestream-model", "another", "must be sinestream-model"},
            {"\"step\"", "\"steps\"", "step is missing"},
            {"\"fusion\" : \"SIGMOID_SHARE\"", "\"fusion\" : \"BOTH\"", "switch fusion is 'BOTH'"},
            {"\"dimension\" : \"8\"", "\"dimension\" : \"many\"", "switch dimension is 'many'"},
            {"\"beta\"", "\"gamma\"", "switch gamma is unknown"},
            {"{", "", "is damaged"},
        }) {
            String text = sound.replaceFirst(Pattern.quote(damage[0]), damage[1]);
            assertThat(text).isNotEqualTo(sound);
            Files.writeString(manifest, text);
            assertRefused(MODEL, "manifest.json is damaged", damage[2]);
        }
    }

    @Test
    void damagedTensorsAreRefused() throws IOException {
        try (SineLearner learner = trained()) {
            learner.export(folder);
        }
        Path tensors = folder.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(tensors);
        bytes[bytes.length - 5] ^= 1;
        Files.write(tensors, bytes);
        assertRefused(MODEL, "model.safetensors has SHA-256", "its manifest says");
    }

    @Test
    void poisonedTensorsAreRefusedEvenWithARightChecksum() throws IOException {
        try (SineLearner learner = trained()) {
            learner.export(folder);
        }
        Path tensors = folder.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(tensors);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - Float.BYTES, Float.NaN);
        rewrite(tensors, bytes);
        assertRefused(MODEL, "items.vectors has a number that is not finite");

        byte[] cut = Arrays.copyOf(bytes, bytes.length - 8);
        rewrite(tensors, cut);
        assertRefused(MODEL, "header is damaged", "items.vectors");
        rewrite(tensors, "no tensors".getBytes(StandardCharsets.UTF_8));
        assertRefused(MODEL, "no safetensors file");
    }

    private void rewrite(Path tensors, byte[] bytes) throws IOException {
        String before = ModelManifest.read(folder).files().getOrDefault("model.safetensors", "none");
        Files.write(tensors, bytes);
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace(before, ModelFolder.sha256(tensors)));
    }

    private void assertRefused(SineSettings model, String... words) {
        try (SineLearner learner =
                new SineLearner(model, LearnerSettings.streaming(1).withBatchSize(8))) {
            assertThatThrownBy(() -> learner.warmStart(folder))
                    .isInstanceOf(UnusableModelException.class)
                    .hasMessageContainingAll(words);
        }
    }

    private static String lineageFrom(Path folder) {
        try (SineLearner learner =
                new SineLearner(MODEL, LearnerSettings.streaming(3).withBatchSize(8))) {
            learner.warmStart(folder);
            return learner.lineage();
        }
    }

    private static SineLearner trained() {
        SineLearner learner =
                new SineLearner(MODEL, LearnerSettings.streaming(1).withBatchSize(8));
        VIEWS.forEach(view -> learner.add(view, new Collected()));
        learner.finish(new Collected());
        return learner;
    }

    private static TrainingExample at(TrainingExample view, long millis) {
        return new TrainingExample(
                view.user(),
                view.eventId(),
                view.labelRule(),
                millis,
                millis,
                view.sequenceNumber(),
                view.history(),
                view.historySkips(),
                view.target(),
                view.targetId(),
                view.skips(),
                view.skipIds());
    }
}
