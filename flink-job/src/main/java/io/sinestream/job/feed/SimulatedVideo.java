package io.sinestream.job.feed;

/** A video of the simulated catalogue. */
record SimulatedVideo(String id, Aspects aspects, long durationMillis) {}
