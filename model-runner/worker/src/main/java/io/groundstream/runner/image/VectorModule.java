package io.groundstream.runner.image;

import jdk.incubator.vector.IntVector;

/** Apart from what uses it, because those classes cannot be loaded where it is missing. */
final class VectorModule {
    private static final int BITS = 256;

    /**
     * Whether this Java was started with {@code --add-modules jdk.incubator.vector}, on a processor
     * with vectors of 256 bits: on others they would be taken apart again.
     */
    static final boolean USABLE =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && isWide();

    private VectorModule() {}

    private static boolean isWide() {
        return IntVector.SPECIES_PREFERRED.vectorBitSize() >= BITS;
    }
}
