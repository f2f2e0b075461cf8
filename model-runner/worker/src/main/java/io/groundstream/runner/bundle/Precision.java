package io.groundstream.runner.bundle;

import java.util.Locale;

/** Arithmetic of a bundle's weights and activations; logits are single precision in each. */
public enum Precision {
    /** Single: for CPU. */
    FP32,
    /** Half: for GPU, in half the memory; on CPU it runs, slower than single. */
    FP16,
    /** Matrix products of bytes, all else single: for CPU, made of a bundle in single precision. */
    INT8;

    /** The word in a manifest and on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
