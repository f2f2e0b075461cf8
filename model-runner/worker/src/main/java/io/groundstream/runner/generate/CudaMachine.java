package io.groundstream.runner.generate;

import java.util.Optional;

/** What a machine has for CUDA programs. */
interface CudaMachine {
    /** Why this library cannot be loaded; empty if it can. */
    Optional<String> whyNot(String library);

    /** Asks the driver, which must be loadable. */
    Driver driver();

    /**
     * What the driver says.
     *
     * @param cudaVersion newest that it knows, as 1000 × major + 10 × minor
     * @param status of its start: 0 is success
     * @param devices that this process may see
     */
    record Driver(int cudaVersion, int status, int devices) {}
}
