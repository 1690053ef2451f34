package io.sinestream.model.sine;

/**
 * An item's vector as readers get it.
 *
 * @param vector (D) e_i
 * @param relevance c_i = W[D:]·e_i (the item's half of eq. 12)
 * @param lastSeenMillis event time of its newest sighting
 */
public record ItemVector(
        String id, float[] vector, float relevance, long sightings, long lastSeenMillis, long modelVersion) {}
