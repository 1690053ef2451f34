package io.sinestream.job.sequence;

/**
 * What a contender is told.
 *
 * @param backend Flink's name of a state backend, or {@code bare} for none and no job
 * @param users who have state before the first slice
 * @param playing of them play at a time, in sessions; all of them for no sessions
 * @param options of the job besides, {@code key=value} with commas between
 * @param handsOn whether what goes on is serialised, as on its way to the learner, or dropped where it is made
 * @param window effective views per user, all there
 * @param folder of all contenders
 */
record StageRun(
        String backend,
        int users,
        int playing,
        String options,
        boolean handsOn,
        int window,
        String bootstrapServers,
        String folder) {
    StageRun at(String servers, String parent) {
        return new StageRun(backend, users, playing, options, handsOn, window, servers, parent);
    }

    static StageRun of(String[] words) {
        return new StageRun(
                words[0],
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                words[3],
                Boolean.parseBoolean(words[4]),
                Integer.parseInt(words[5]),
                words[6],
                words[7]);
    }

    String[] words() {
        return new String[] {
            backend,
            Integer.toString(users),
            Integer.toString(playing),
            options,
            Boolean.toString(handsOn),
            Integer.toString(window),
            bootstrapServers,
            folder
        };
    }

    /** Tells contenders apart. */
    String name() {
        return backend + "-" + users + "-" + playing + (handsOn ? "-on" : "")
                + (options.isEmpty() ? "" : "-" + options.replaceAll("[^a-z0-9]+", "-"));
    }

    StageRun with(String option) {
        String all = options.isEmpty() ? option : options + "," + option;
        return new StageRun(backend, users, playing, all, handsOn, window, bootstrapServers, folder);
    }

    StageContender start() throws Exception {
        return backend.equals("bare") ? new StageBareLoop(this) : new StageJob(this);
    }
}
