package io.groundstream.runner.generate;

import java.util.Locale;

/** What runs the graph. */
public enum Provider {
    AUTO,
    CPU,
    CUDA;

    /** The word in configuration and results. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Provider of(String word) {
        for (Provider provider : values()) {
            if (provider.word().equals(word)) {
                return provider;
            }
        }
        throw new IllegalArgumentException("provider must be auto, cpu or cuda, is " + word);
    }
}
