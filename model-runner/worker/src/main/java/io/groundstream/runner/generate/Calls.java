package io.groundstream.runner.generate;

/**
 * How a machine's cores are shared out between model calls at one time.
 *
 * @param atOnce calls that run beside each other
 * @param threads of each of them, on CPU
 */
public record Calls(int atOnce, int threads) {
    /**
     * Of weights up to this size an operator is over so soon that threads spend their time waiting
     * for each other: as many calls as cores, of one thread each, are up to twice as fast. Larger
     * models would make an image wait long for little gain.
     */
    static final long SMALL_MODEL_BYTES = 512L << 20;

    public Calls {
        if (atOnce < 1 || threads < 1) {
            throw new IllegalArgumentException("calls and threads must be 1 or more");
        }
    }

    /**
     * Shares out.
     *
     * @param threads of all calls together; 0 takes one a core
     * @param atOnce 0 leaves it to the model's size, and takes one on an accelerator
     * @param modelBytes weights on disk
     */
    static Calls share(Provider provider, int threads, int atOnce, long modelBytes) {
        int all = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        boolean many = provider == Provider.CPU && modelBytes <= SMALL_MODEL_BYTES;
        int calls = atOnce > 0 ? atOnce : many ? all : 1;
        return new Calls(calls, Math.max(1, all / calls));
    }
}
