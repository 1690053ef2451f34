package io.sinestream.model.sine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a learned model to a {@link ModelFolder}. */
final class ModelExport {
    private final LearnedModel model;
    private final List<KnownItem> items;
    private final List<ModelHead.Tensor> dense;
    private final float[] prior;

    ModelExport(LearnedModel model) {
        this.model = model;
        this.items = model.items().admitted();
        this.dense = model.dense().tensors();
        this.prior = model.items().prior();
    }

    /** @param folder is created; must be empty if it exists */
    void write(Path folder, String lineage, long step) {
        ModelFolder.create(folder);
        try {
            writeTensors(folder.resolve(ModelFolder.TENSORS));
            writeIds(folder.resolve(ModelFolder.ITEMS));
            Map<String, String> files = new TreeMap<>();
            for (String file : ModelFolder.files()) {
                files.put(file, ModelFolder.sha256(folder.resolve(file)));
            }
            new ModelManifest(model.settings(), lineage, step, items.size(), files).write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the model to " + folder + " failed: " + e.getMessage(), e);
        }
    }

    private void writeTensors(Path file) throws IOException {
        try (SafetensorsWriter out = new SafetensorsWriter(file, layout())) {
            for (KnownItem item : items) {
                out.write(item.sightings);
            }
            for (KnownItem item : items) {
                out.write(item.lastSeenMillis);
            }
            for (KnownItem item : items) {
                out.write(item.views);
            }
            for (KnownItem item : items) {
                out.write(item.offers);
            }
            for (ModelHead.Tensor tensor : dense) {
                out.write(tensor.data());
            }
            for (KnownItem item : items) {
                out.write(model.items().vector(item.row));
            }
            out.write(prior);
        }
    }

    /** Integers first, so that every number lies at a multiple of its size. */
    private List<Safetensors.Tensor> layout() {
        long n = items.size();
        long width = model.settings().dimension();
        List<Safetensors.Tensor> layout = new ArrayList<>();
        layout.add(Safetensors.Tensor.of(ModelFolder.SIGHTINGS, Safetensors.Type.I64, n));
        layout.add(Safetensors.Tensor.of(ModelFolder.LAST_SEEN, Safetensors.Type.I64, n));
        layout.add(Safetensors.Tensor.of(ModelFolder.VIEWS, Safetensors.Type.I64, n));
        layout.add(Safetensors.Tensor.of(ModelFolder.OFFERS, Safetensors.Type.I64, n));
        for (ModelHead.Tensor tensor : dense) {
            long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
            layout.add(Safetensors.Tensor.of(tensor.name(), Safetensors.Type.F32, shape));
        }
        layout.add(Safetensors.Tensor.of(ModelFolder.VECTORS, Safetensors.Type.F32, n, width));
        if (prior.length > 0) {
            layout.add(Safetensors.Tensor.of(ModelFolder.PRIOR, Safetensors.Type.F32, width));
        }
        return layout;
    }

    private void writeIds(Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            out.writeStartArray();
            for (KnownItem item : items) {
                out.writeString(item.id());
            }
            out.writeEndArray();
        }
    }
}
