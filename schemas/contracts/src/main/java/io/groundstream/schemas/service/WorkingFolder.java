package io.groundstream.schemas.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder in which a service keeps what it would rather not make again. */
public final class WorkingFolder {
    private WorkingFolder() {}

    /**
     * Makes the folder where it is not there yet.
     *
     * @param key of the setting that names it
     * @throws ConfigException if nothing can be written to it
     */
    public static void require(String key, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigException(
                    "%s: the folder %s cannot be made (%s)"
                            .formatted(key, folder.toAbsolutePath(), e));
        }
        if (!Files.isWritable(folder)) {
            throw new ConfigException(
                    "%s: the folder %s cannot be written to"
                            .formatted(key, folder.toAbsolutePath()));
        }
    }
}
