package io.groundstream.local.bench.beside;

import io.groundstream.local.stack.Child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process has used, as Linux counts it. */
public final class Usage {
    private Usage() {}

    /** Processor time of all its threads so far. */
    public static Duration cpu(Child child) {
        return child.handle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("no processor times on this system"));
    }

    /** Resident memory, in MiB. */
    public static double residentMib(Child child) {
        var status = Path.of("/proc", Long.toString(child.handle().pid()), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
