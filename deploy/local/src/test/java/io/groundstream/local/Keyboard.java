package io.groundstream.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Types commands in this process and keeps all that they print. */
public final class Keyboard {
    private static final String PREFIX = "groundstream.terminal.";

    private Keyboard() {}

    /** What a command came to. */
    public record Printed(int exitCode, String out, String err) {
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /** With output that goes to files. */
    public static Printed type(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var standardOut = System.out;
        var standardErr = System.err;
        try (var outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
                var errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setOut(outStream);
            System.setErr(errStream);
            var line = Groundstream.commandLine();
            line.setOut(new PrintWriter(outStream, true)).setErr(new PrintWriter(errStream, true));
            int exitCode = line.execute(arguments);
            return new Printed(
                    exitCode,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standardOut);
            System.setErr(standardErr);
        }
    }

    /** Before a terminal of so many columns, as the launcher would have found it. */
    static Printed typeAtTerminal(int columns, String... arguments) {
        try {
            System.setProperty(PREFIX + "out", "true");
            System.setProperty(PREFIX + "err", "true");
            System.setProperty(PREFIX + "columns", Integer.toString(columns));
            return type(arguments);
        } finally {
            List.of("out", "err", "columns").forEach(name -> System.clearProperty(PREFIX + name));
        }
    }
}
