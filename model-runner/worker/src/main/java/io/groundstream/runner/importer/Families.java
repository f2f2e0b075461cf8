package io.groundstream.runner.importer;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.BundleException;
import io.groundstream.runner.importer.kosmos2.Kosmos2Family;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Kinds of model by their name, the checkpoints' {@code model_type}. */
public final class Families {
    /** Those that this project ships; here, on a line of its own, a new one is registered. */
    public static final Families SHIPPED = new Families(List.of(new Kosmos2Family()));

    private final List<Family> families;

    public Families(List<Family> families) {
        this.families = List.copyOf(families);
    }

    Optional<Family> find(String modelType) {
        return families.stream().filter(family -> family.modelType().equals(modelType)).findFirst();
    }

    /**
     * The family that has made a bundle.
     *
     * @throws BundleException if it is not among these
     */
    public Family of(Bundle bundle) {
        String type = bundle.manifest().family();
        return find(type)
                .orElseThrow(
                        () ->
                                new BundleException(
                                        bundle.directory(),
                                        List.of(
                                                "its family must be one of "
                                                        + known()
                                                        + ", is "
                                                        + type)));
    }

    /** Their names, for a message. */
    String known() {
        return families.stream().map(Family::modelType).collect(Collectors.joining(", "));
    }
}
