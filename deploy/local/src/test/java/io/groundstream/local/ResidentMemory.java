package io.groundstream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds of the machine's memory, as Linux tells it. */
final class ResidentMemory {
    private ResidentMemory() {}

    static long kibibytes(ProcessHandle process) throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
