package io.groundstream.local;

import io.groundstream.schemas.service.ConfigException;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the build has put what the commands need. The launcher of the source tree names its root;
 * that of a distribution does not, which has a runtime of its own and, beside it, a model.
 */
public record Home(Path root) {
    private static final String PROPERTY = "groundstream.home";

    public static Home find() {
        return new Home(Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath());
    }

    /** The bundle of the embedded model. */
    public Path model() {
        var beside = Path.of(System.getProperty("java.home", "")).resolveSibling("model");
        return Files.exists(beside.resolve("model.json"))
                ? beside
                : built("model-runner/worker/target/bundle", "model.json");
    }

    /** What the embedded model's bundle was made of. */
    public Path checkpoint() {
        return built("model-runner/embedded/checkpoint", "config.json");
    }

    /** The unpacked registry. */
    public Path registry() {
        return built("deploy/registry/target/apicurio", "quarkus-run.jar");
    }

    private Path built(String path, String witness) {
        if (System.getProperty(PROPERTY) == null && !Files.exists(root.resolve("pom.xml"))) {
            throw new ConfigException(
                    "this needs Groundstream's source tree: run ./groundstream there");
        }
        var folder = root.resolve(path);
        if (!Files.exists(folder.resolve(witness))) {
            throw new ConfigException(
                    folder + " is missing: run `mvn package -DskipTests` in the project's root");
        }
        return folder;
    }
}
