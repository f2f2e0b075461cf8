package io.groundstream.local.terminal;

import java.util.Map;
import java.util.Properties;

/**
 * Who looks at the output. The launcher knows, since Java cannot ask about standard error; without
 * its word nobody looks.
 *
 * @param out true if standard output is a terminal
 * @param err true if standard error is one
 * @param columns of the terminal
 * @param colours true if they are wanted wherever there is a terminal
 */
public record Terminal(boolean out, boolean err, int columns, boolean colours) {
    private static final int USUAL_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 20;
    private static final int MOST_HELP_COLUMNS = 100;

    public static Terminal find() {
        return of(System.getProperties(), System.getenv());
    }

    static Terminal of(Properties launcher, Map<String, String> environment) {
        return new Terminal(
                Boolean.parseBoolean(launcher.getProperty("groundstream.terminal.out")),
                Boolean.parseBoolean(launcher.getProperty("groundstream.terminal.err")),
                columns(launcher.getProperty("groundstream.terminal.columns", "")),
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb"));
    }

    /** Columns for text on standard output; 0, for as many as it takes, where nobody looks. */
    public int width() {
        return out ? columns : 0;
    }

    public boolean coloursOut() {
        return out && colours;
    }

    /** Columns for help, whose lines are hard to follow when they are long. */
    public int helpWidth() {
        return out ? Math.clamp(columns, USUAL_COLUMNS - 25, MOST_HELP_COLUMNS) : USUAL_COLUMNS;
    }

    private static int columns(String text) {
        return text.matches("[1-9]\\d{0,3}")
                ? Math.max(FEWEST_COLUMNS, Integer.parseInt(text))
                : USUAL_COLUMNS;
    }
}
