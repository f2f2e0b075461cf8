package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.runner.bundle.Manifest;

import java.nio.file.Path;

/** What a command says of a bundle that it has made. */
final class BundleLine {
    private BundleLine() {}

    static String of(Path folder, Manifest manifest, boolean json) {
        return json
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("bundle", folder.toString())
                        .put("name", manifest.name())
                        .put("revision", manifest.revision())
                        .put("precision", manifest.precision())
                        .toString()
                : manifest.name() + " revision " + manifest.revision() + " in " + folder;
    }
}
