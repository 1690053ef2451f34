package io.sinestream.job.training;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.sequence.InMemorySequences;
import io.sinestream.job.sequence.SequenceSettings;
import io.sinestream.model.TrainingExample;
import io.sinestream.model.sine.LearnerOutput;
import io.sinestream.model.sine.LearnerSettings;
import io.sinestream.model.sine.NoReaders;
import io.sinestream.model.sine.SineLearner;
import io.sinestream.model.sine.SineSettings;
import io.sinestream.schema.PlayEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The planted world as the learner's input: 120,000 plays of 600 users with known tastes. */
final class PlantedWorld {
    private PlantedWorld() {}

    /** Its plays, in the order of the log. */
    static List<PlayEvent> plays() {
        List<PlayEvent> plays = new ArrayList<>();
        try (InputStream file = PlantedWorld.class.getResourceAsStream("/golden/world/events.csv.gz");
                BufferedReader rows = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Objects.requireNonNull(file)), StandardCharsets.UTF_8))) {
            rows.readLine();
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                String[] f = row.split(",");
                plays.add(PlayEvent.video(
                        "w-" + plays.size(),
                        f[1],
                        f[2],
                        Long.parseLong(f[0]),
                        Long.parseLong(f[3]),
                        Long.parseLong(f[4])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return plays;
    }

    /** Its training examples for windows of that length. */
    static List<TrainingExample> examples(int window) {
        SequenceSettings settings = SequenceSettings.defaults().withWindow(window);
        InMemorySequences sequences = new InMemorySequences(FeedbackSettings.defaults(), settings);
        List<TrainingExample> examples = new ArrayList<>();
        for (PlayEvent play : plays()) {
            TrainingExample example = sequences.take(new ReadPlay(play, play.eventTimeMillis()));
            if (example != null) {
                examples.add(example);
            }
        }
        return examples;
    }

    /** A learner that has seen the examples once. */
    static SineLearner onePass(SineSettings model, LearnerSettings settings, List<TrainingExample> examples) {
        SineLearner learner = new SineLearner(model, settings);
        LearnerOutput nobody = new NoReaders();
        for (TrainingExample example : examples) {
            learner.add(example, nobody);
        }
        learner.finish(nobody);
        return learner;
    }
}
