package io.sinestream.job.cli;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.job.embedded.Ports;

/** Where the dashboard listens. */
final class DashboardPort {
    static final int USUAL = 8081;

    private DashboardPort() {}

    /** The port asked for, which must be free; any free one when none was. */
    static int of(int asked) {
        if (asked == 0) {
            return Ports.free();
        }
        EmbeddedOptions.require(asked > 0 && asked < 65536, "--port is " + asked + ", allowed is 1 to 65535");
        if (!Ports.isFree(asked)) {
            throw new BadUsageException("--port " + asked + " is taken: give a free one or leave --port out");
        }
        return asked;
    }

    /** The usual port, or any free one when it is taken. */
    static int usualOrFree(Screen screen) {
        if (Ports.isFree(USUAL)) {
            return USUAL;
        }
        int free = Ports.free();
        screen.say("port " + USUAL + " is taken, so the dashboard is at port " + free);
        return free;
    }
}
