package io.sinestream.job.cli;

import java.io.PrintWriter;

/** Where a person reads along. On a terminal the live line is written over itself; elsewhere every fifth is kept. */
final class Screen {
    private static final String CLEAR_LINE = "\r\u001B[K";
    private static final int EVERY = 5;

    private final PrintWriter out;
    private final boolean terminal;
    private boolean onLiveLine;
    private int liveLines;

    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A line that stays. */
    void say(String line) {
        if (onLiveLine) {
            out.println();
            onLiveLine = false;
        }
        out.println(line);
        out.flush();
    }

    /** A line that the next of its kind replaces. */
    void live(String line) {
        if (terminal) {
            out.print(CLEAR_LINE + line);
            onLiveLine = true;
        } else if (liveLines++ % EVERY == 0) {
            out.println(line);
        }
        out.flush();
    }
}
