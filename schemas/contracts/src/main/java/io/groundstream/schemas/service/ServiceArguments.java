package io.groundstream.schemas.service;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * What a service is started with: {@code --config FILE}, of which the last counts, or the file
 * alone. Without one the environment says it all.
 */
public record ServiceArguments(@Nullable Path config) {
    private static final String CONFIG = "--config";
    private static final String USAGE =
            "[--config FILE]: keys stand in FILE, and GROUNDSTREAM_* in the environment replaces"
                    + " them";

    /**
     * Reads a service's command line.
     *
     * @throws ConfigException that tells the usage
     */
    public static ServiceArguments of(String... arguments) {
        Path config = null;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(CONFIG)) {
                i++;
                if (i == arguments.length) {
                    throw new ConfigException("--config needs a file; usage: " + USAGE);
                }
            } else if (arguments[i].startsWith("-")) {
                throw new ConfigException(
                        (isHelp(arguments[i]) ? "" : "unknown option " + arguments[i] + "; ")
                                + "usage: "
                                + USAGE);
            }
            config = Path.of(arguments[i]);
        }
        return new ServiceArguments(config);
    }

    private static boolean isHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h");
    }
}
