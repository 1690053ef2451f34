package io.sinestream.job.cli;

import java.io.PrintWriter;

/** Where a person reads along. On a terminal the live line is written over itself; elsewhere every fifth is kept. */
final class Screen {
    private static final String CLEAR_LINE = "\r\u001B[K";
    private static final int EVERY = 5;

    private final PrintWriter out;
    private final int columns;
    private boolean onLiveLine;
    private int liveLines;

    /** @param columns width of the terminal, 0 when it is none */
    Screen(PrintWriter out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    /** As wide as the launcher says. */
    static Screen of(PrintWriter out) {
        return new Screen(out, Integer.getInteger("sinestream.columns", 0));
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
        if (columns > 0) {
            out.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
            onLiveLine = true;
        } else if (liveLines++ % EVERY == 0) {
            out.println(line);
        }
        out.flush();
    }
}
