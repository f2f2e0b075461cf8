package io.groundstream.runner.bundle;

import java.util.Locale;

/** Arithmetic of a bundle's weights and activations; logits are single precision in each. */
public enum Precision {
    FP32;

    /** The word in a manifest and on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
