package io.groundstream.benchmarks;

import io.groundstream.schemas.service.ConfigException;

import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.nio.file.Path;

/**
 * What to measure, and how thoroughly.
 *
 * @param include regular expression of benchmarks' names
 * @param bundle directory of the model bundle, for what needs one
 * @param forks virtual machines in turn; 0 measures in this one
 * @param iterations measured in each; as many warm it up before
 * @param seconds an iteration
 */
public record Plan(String include, Path bundle, int forks, int iterations, int seconds) {
    public Plan {
        if (forks < 0 || iterations < 1 || seconds < 1) {
            throw new ConfigException("forks must be 0 or more, iterations and seconds 1 or more");
        }
    }

    Options options() {
        var time = TimeValue.seconds(seconds);
        return new OptionsBuilder()
                .include(include)
                .param("bundle", bundle.toAbsolutePath().toString())
                .forks(forks)
                .warmupIterations(iterations)
                .warmupTime(time)
                .measurementIterations(iterations)
                .measurementTime(time)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }
}
