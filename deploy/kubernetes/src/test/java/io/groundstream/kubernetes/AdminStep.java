package io.groundstream.kubernetes;

import io.groundstream.local.command.PrepareCommand;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.util.List;
import java.util.Map;

/** {@code groundstream prepare} takes the arguments that it is given, and finds its cluster. */
final class AdminStep {
    private AdminStep() {}

    static void look(
            String who, Workload workload, Map<String, String> environment, Faults faults) {
        look(who, workload.container().getArgs(), environment, faults);
    }

    static void look(
            String who, List<String> arguments, Map<String, String> environment, Faults faults) {
        var line = new CommandLine(new PrepareCommand());
        faults.requireEqual(line.getCommandName(), arguments.getFirst(), who + "the command");
        try {
            var _ = line.parseArgs(arguments.stream().skip(1).toArray(String[]::new));
        } catch (ParameterException e) {
            faults.require(false, who + e.getMessage());
        }
        var settings = Settings.load(null, environment);
        try {
            settings.required("kafka.bootstrap.servers");
            settings.required("registry.url");
            Topics.from(settings);
            settings.under("kafka.");
            settings.under("registry.");
            settings.check();
        } catch (ConfigException e) {
            faults.require(false, who + e.getMessage());
        }
        ClientKeys.look(who, Settings.load(null, environment), faults);
    }
}
