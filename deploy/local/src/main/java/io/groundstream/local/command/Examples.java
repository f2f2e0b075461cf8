package io.groundstream.local.command;

/** What stands over the examples in each command's help. */
public final class Examples {
    public static final String HEADING = "%nExamples:%n";

    private Examples() {}
}
