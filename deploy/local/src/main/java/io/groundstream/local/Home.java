package io.groundstream.local;

import io.groundstream.schemas.service.ConfigException;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build has put what the commands need. The launcher names the root. */
public record Home(Path root) {
    private static final String PROPERTY = "groundstream.home";

    public static Home find() {
        return new Home(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath());
    }

    /** The bundle of the embedded model. */
    public Path model() {
        return built(root.resolve("model-runner/worker/target/bundle"), "model.json");
    }

    /** What the embedded model's bundle was made of. */
    public Path checkpoint() {
        return built(root.resolve("model-runner/embedded/checkpoint"), "config.json");
    }

    /** The unpacked registry. */
    public Path registry() {
        return built(root.resolve("deploy/registry/target/apicurio"), "quarkus-run.jar");
    }

    private static Path built(Path folder, String witness) {
        if (!Files.exists(folder.resolve(witness))) {
            throw new ConfigException(
                    folder + " is missing: run `mvn package -DskipTests` in the project's root");
        }
        return folder;
    }
}
