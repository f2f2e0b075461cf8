package io.groundstream.embedded;

/** How the things of a scene are drawn; one style a scene. */
public enum Style {
    FLAT,
    OUTLINED,
    SHADED,
    SKETCHED,
    /** Filled with dots; no model was trained on it. */
    STIPPLED
}
