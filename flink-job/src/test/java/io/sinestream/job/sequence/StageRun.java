package io.sinestream.job.sequence;

/**
 * What a contender is told.
 *
 * @param backend Flink's name of a state backend, or {@code bare} for none and no job
 * @param users who have state before the first slice
 * @param window effective views per user, all there
 * @param folder for state; a contender's own
 */
record StageRun(String backend, int users, int window, String bootstrapServers, String folder) {
    static StageRun of(String[] words) {
        return new StageRun(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]), words[3], words[4]);
    }

    String[] words() {
        return new String[] {backend, Integer.toString(users), Integer.toString(window), bootstrapServers, folder};
    }

    StageContender start() throws Exception {
        return backend.equals("bare") ? new StageBareLoop(this) : new StageJob(this);
    }
}
