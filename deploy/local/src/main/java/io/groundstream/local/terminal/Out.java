package io.groundstream.local.terminal;

/**
 * Where every command prints. Nothing that came from a stream, a file or the command line reaches a
 * terminal but as text.
 */
public final class Out {
    private Out() {}

    /** One line, whatever stands in it: a text, or a JSON object, which reads back as it was. */
    public static void line(Object text) {
        System.out.println(Printable.line(text.toString()));
    }

    /** Lines of our own making, with their last newline. */
    public static void lines(String text) {
        System.out.print(Printable.lines(text));
    }

    /** What a program may read back: as it is, but made safe where somebody looks at it. */
    public static void document(String text) {
        System.out.print(Terminal.find().out() ? Printable.lines(text) : text);
    }

    /** The text as it fits the terminal. */
    public static void styled(Styled text, Terminal terminal, int indent) {
        System.out.println(text.render(terminal.coloursOut(), terminal.width(), indent));
    }

    /** A line for people on standard error. */
    public static void tell(String text) {
        System.err.println(Printable.line(text));
    }

    /** Lines for people on standard error, without their last newline. */
    public static void tellLines(String text) {
        System.err.println(Printable.lines(text));
    }

    /** True if nobody reads any more. */
    public static boolean isClosed() {
        return System.out.checkError();
    }
}
