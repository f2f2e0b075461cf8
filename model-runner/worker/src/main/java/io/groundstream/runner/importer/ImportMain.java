package io.groundstream.runner.importer;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Precision;

import java.io.IOException;
import java.nio.file.Path;

/** {@code ImportMain CHECKPOINT BUNDLE NAME}: the import as the build runs it. */
public final class ImportMain {
    private ImportMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: ImportMain CHECKPOINT BUNDLE NAME");
            System.exit(2);
        }
        try {
            Bundle bundle =
                    new Importer()
                            .importCheckpoint(
                                    Path.of(args[0]), Path.of(args[1]), Precision.FP32, args[2]);
            System.out.println(
                    "imported " + args[0] + " as revision " + bundle.manifest().revision());
        } catch (ImportException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
