package io.groundstream.runner.image;

import jdk.incubator.vector.IntVector;

/** Apart from what uses it, because those classes cannot be loaded where it is missing. */
final class VectorModule {
    private static final int BITS = 256;

    /**
     * Whether this Java was started with {@code --add-modules jdk.incubator.vector}, on a processor
     * with vectors of 256 bits: on others they would be taken apart again. Only the better compiler
     * makes instructions of them; without it each would be an object, and a picture take tens of
     * times as long.
     */
    static final boolean USABLE =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                    && hasBetterCompiler(System.getProperty("java.vm.info", ""))
                    && isWide();

    private VectorModule() {}

    /** By what Java says of itself: "mixed mode, emulated-client" is the quick compiler alone. */
    private static boolean hasBetterCompiler(String mode) {
        return !mode.contains("client") && !mode.contains("interpreted");
    }

    private static boolean isWide() {
        return IntVector.SPECIES_PREFERRED.vectorBitSize() >= BITS;
    }
}
