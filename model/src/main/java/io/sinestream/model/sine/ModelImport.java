package io.sinestream.model.sine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a {@link ModelFolder} into a model that has learned nothing. */
final class ModelImport {
    private final Path folder;
    private final ModelManifest manifest;

    /** @throws UnusableModelException when the folder has no sound manifest */
    ModelImport(Path folder) {
        this.folder = folder;
        this.manifest = ModelManifest.read(folder);
    }

    /**
     * Loads the weights.
     *
     * @return the lineage of what is learned from them
     * @throws UnusableModelException when they are damaged, or the model has other switches
     */
    String into(LearnedModel model) {
        requireSame(manifest.settings(), model.settings());
        manifest.requireIntact(folder);
        Path tensors = folder.resolve(ModelFolder.TENSORS);
        List<String> ids = ids(folder.resolve(ModelFolder.ITEMS));
        if (ids.size() != manifest.items()) {
            throw new UnusableModelException(folder.resolve(ModelFolder.ITEMS) + " has " + ids.size()
                    + " ids, its manifest " + manifest.items() + ": export the model again");
        }
        try (SafetensorsReader in = new SafetensorsReader(tensors)) {
            readDense(in, model);
            readItems(in, ids, model);
        } catch (IOException | UnusableModelException e) {
            throw new UnusableModelException(tensors + " cannot be used: " + e.getMessage(), e);
        }
        return Lineage.ofWeights(model.settings(), manifest.files().getOrDefault(ModelFolder.TENSORS, ""));
    }

    private void requireSame(SineSettings theirs, SineSettings ours) {
        if (!theirs.switches().equals(ours.switches())) {
            throw new UnusableModelException("the model in " + folder + " was learned with "
                    + SavedSettings.differences(theirs, ours) + ", this run has "
                    + SavedSettings.differences(ours, theirs)
                    + ": use the same profile and model.* options, or learn without this model");
        }
    }

    private static List<String> ids(Path file) {
        List<String> ids = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file);
                JsonParser in = new JsonFactory().createParser(bytes)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.VALUE_STRING) {
                ids.add(in.getText());
            }
            return ids;
        } catch (IOException e) {
            throw new UnusableModelException(file + " is damaged (" + e.getMessage() + "): export the model again", e);
        }
    }

    private static void readDense(SafetensorsReader in, LearnedModel model) throws IOException {
        for (ModelHead.Tensor tensor : model.dense().tensors()) {
            long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
            float[] numbers = in.floats(tensor.name(), shape);
            requireFinite(tensor.name(), numbers);
            model.dense().set(tensor.name(), numbers);
        }
    }

    private static void readItems(SafetensorsReader in, List<String> ids, LearnedModel model) throws IOException {
        long n = ids.size();
        int width = model.settings().dimension();
        long[] sightings = in.longs(ModelFolder.SIGHTINGS, n);
        long[] lastSeen = in.longs(ModelFolder.LAST_SEEN, n);
        long[] views = in.longs(ModelFolder.VIEWS, n);
        long[] offers = in.longs(ModelFolder.OFFERS, n);
        float[] vector = new float[width];
        for (int row = 0; row < n; row++) {
            in.row(ModelFolder.VECTORS, List.of(n, (long) width), row, vector);
            requireFinite(ModelFolder.VECTORS, vector);
            if (views[row] < 0 || views[row] > offers[row]) {
                throw new UnusableModelException("item " + ids.get(row) + " has " + views[row] + " views of "
                        + offers[row] + " offers: export the model again from a sound state");
            }
            KnownItem item = KnownItem.of(ids.get(row));
            item.sightings = sightings[row];
            item.lastSeenMillis = lastSeen[row];
            item.views = views[row];
            item.offers = offers[row];
            model.items().adopt(item, vector);
        }
        if (in.names().contains(ModelFolder.PRIOR)) {
            float[] prior = in.floats(ModelFolder.PRIOR, width);
            requireFinite(ModelFolder.PRIOR, prior);
            model.items().adoptPrior(prior);
        }
    }

    private static void requireFinite(String name, float[] numbers) {
        if (!Publisher.isFinite(numbers)) {
            throw new UnusableModelException(
                    "tensor " + name + " has a number that is not finite: export the model again from a sound state");
        }
    }
}
