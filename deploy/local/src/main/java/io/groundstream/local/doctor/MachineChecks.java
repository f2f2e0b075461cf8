package io.groundstream.local.doctor;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Java, memory and disk. */
final class MachineChecks {
    private static final int JDK = 25;
    private static final long BESIDE_STATE = 1L << 30;
    private static final long DISK = 2L << 30;
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private final Findings findings;

    MachineChecks(Findings findings) {
        this.findings = findings;
    }

    void look(Needs needs) throws InterruptedException {
        findings.look(
                "jdk", "install a JDK " + JDK + " or later, or set JAVA_HOME to one", this::jdk);
        findings.look(
                "memory",
                "end other programs, or give the machine more",
                () -> room(available(), BESIDE_STATE + needs.stateMemory(), "memory"));
        findings.look(
                "disk",
                "free some, or set state.dir to a folder on a larger disk",
                () -> disk(needs.state()));
    }

    private String jdk() {
        var version = Runtime.version();
        if (version.feature() < JDK) {
            throw new IllegalStateException("this is Java " + version);
        }
        return version + " in " + System.getProperty("java.home");
    }

    private static String disk(Path folder) throws IOException, FaultException {
        var there = existing(folder);
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new FaultException(
                    "state.dir " + folder + " cannot be made: " + there + " takes no files",
                    "set state.dir to a folder that may be written");
        }
        return room(Files.getFileStore(there).getUsableSpace(), DISK, "disk at " + there);
    }

    /** What is there of it. */
    private static Path existing(Path folder) {
        var there = folder.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    static String room(long free, long needed, String what) {
        var words = gibibytes(free) + " of " + what + " free";
        if (free < needed) {
            throw new IllegalStateException(words + ", " + gibibytes(needed) + " are needed");
        }
        return words;
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }

    /** Linux knows what it can take from its caches; elsewhere what is free is all we know. */
    private static long available() throws IOException {
        if (Files.isReadable(MEMINFO)) {
            var found = AVAILABLE.matcher(Files.readString(MEMINFO));
            if (found.find()) {
                return Math.min(Long.parseLong(found.group(1)) << 10, bean().getTotalMemorySize());
            }
        }
        return bean().getFreeMemorySize();
    }

    private static OperatingSystemMXBean bean() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }
}
