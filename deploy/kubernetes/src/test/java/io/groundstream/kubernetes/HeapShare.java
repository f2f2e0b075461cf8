package io.groundstream.kubernetes;

import java.util.regex.Pattern;

/** How much of a container's memory is left to what stands outside a service's heap. */
final class HeapShare {
    private static final Pattern SHARE = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");
    private static final long MIB = 1 << 20;

    /** For threads, classes, code and buffers. */
    private static final long REST = 256 * MIB;

    private HeapShare() {}

    /** The stores' memory, told in MiB, must fit beside the heap. */
    static void look(String who, long limit, long stateMib, Faults faults) {
        var options = Repository.text("deploy/distribution/topology/config/jvm.options");
        var share = SHARE.matcher(options);
        if (!share.find()) {
            throw new Fault("topology's jvm.options do not tell the heap's share");
        }
        long outside = limit - limit / 100 * Long.parseLong(share.group(1));
        faults.require(
                outside >= stateMib * MIB + REST,
                who
                        + "memory "
                        + limit / MIB
                        + " MiB leaves "
                        + outside / MIB
                        + " MiB outside the heap, too little for state.memory-mib "
                        + stateMib);
    }
}
