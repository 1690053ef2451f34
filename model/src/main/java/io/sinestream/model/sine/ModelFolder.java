package io.sinestream.model.sine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A learned model in a folder that any language reads:
 *
 * <pre>
 * manifest.json       profile, switches, lineage, step, checksums; written last
 * model.safetensors   dense tensors by their golden names; items.vectors (N, D), items.sightings (N),
 *                     items.last_seen_millis (N), items.views (N), items.offers (N); items.prior (D) where items are admitted late
 * items.json          the N ids in the order of the rows, least recently seen first
 * </pre>
 *
 * Weights only: whoever goes on from them starts with fresh optimiser state.
 */
public final class ModelFolder {
    static final String TENSORS = "model.safetensors";
    static final String ITEMS = "items.json";
    static final String VECTORS = "items.vectors";
    static final String SIGHTINGS = "items.sightings";
    static final String LAST_SEEN = "items.last_seen_millis";
    static final String VIEWS = "items.views";
    static final String OFFERS = "items.offers";
    static final String PRIOR = "items.prior";

    private static final int BUFFER = 1 << 16;

    private ModelFolder() {}

    /**
     * Creates a folder that a model is going to be written to.
     *
     * @throws UnusableModelException when there is something in it, or it cannot be written
     */
    public static void create(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new UnusableModelException(
                            folder + " is not empty: give a new folder, or empty it, so that no two models mix");
                }
            }
        } catch (IOException e) {
            throw new UnusableModelException(
                    folder + " cannot be written (" + e.getMessage() + "): give a folder that can", e);
        }
    }

    /** The files beside the manifest. */
    static List<String> files() {
        return List.of(TENSORS, ITEMS);
    }

    /** SHA-256 of a file, in hex. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = ModelDigest.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
