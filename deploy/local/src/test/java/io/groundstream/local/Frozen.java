package io.groundstream.local;

import io.groundstream.local.stack.Child;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A process that is given no time until this is closed: its connections stand, and nobody answers.
 */
record Frozen(ProcessHandle process) implements AutoCloseable {
    static Frozen freeze(Child child) throws IOException, InterruptedException {
        var frozen = new Frozen(child.handle());
        frozen.signal("STOP");
        return frozen;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var kill = "kill -" + name + " " + process.pid();
        var shell = new ProcessBuilder("sh", "-c", kill).inheritIO().start();
        if (!shell.waitFor(1, TimeUnit.MINUTES) || shell.exitValue() != 0) {
            throw new IOException("failed: " + kill);
        }
    }
}
