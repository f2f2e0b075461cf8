package io.groundstream.local;

import io.groundstream.local.command.AnnotateCommand;
import io.groundstream.local.command.BenchCommand;
import io.groundstream.local.command.DeadLettersCommand;
import io.groundstream.local.command.DemoCommand;
import io.groundstream.local.command.DoctorCommand;
import io.groundstream.local.command.GalleryCommand;
import io.groundstream.local.command.ModelCommand;
import io.groundstream.local.command.OverrideCommand;
import io.groundstream.local.command.PolicyCommand;
import io.groundstream.local.command.PrepareCommand;
import io.groundstream.local.command.PublishCommand;
import io.groundstream.local.command.RunnerCommand;
import io.groundstream.local.command.ScenesCommand;
import io.groundstream.local.command.TopologyCommand;
import io.groundstream.local.command.UpCommand;
import io.groundstream.local.command.WatchCommand;
import io.groundstream.schemas.service.ConfigException;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintWriter;

/**
 * The command line. Exit codes: 0 done, 1 failed, 2 used wrongly; an error is one line on stderr.
 */
@Command(
        name = "groundstream",
        description = "Images on a Kafka topic become captions that point, exactly once.",
        mixinStandardHelpOptions = true,
        version = "groundstream 0.1.0-SNAPSHOT",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            AnnotateCommand.class,
            PublishCommand.class,
            WatchCommand.class,
            DeadLettersCommand.class,
            PolicyCommand.class,
            OverrideCommand.class,
            ScenesCommand.class,
            GalleryCommand.class,
            ModelCommand.class,
            BenchCommand.class,
            PrepareCommand.class,
            TopologyCommand.class,
            RunnerCommand.class,
            DoctorCommand.class
        })
public final class Groundstream {
    private Groundstream() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Groundstream());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(
                (e, _) -> {
                    var command = e.getCommandLine();
                    complain(command.getErr(), command, e);
                    return CommandLine.ExitCode.USAGE;
                });
        line.setExecutionExceptionHandler(
                (e, command, _) -> {
                    complain(command.getErr(), command, e);
                    return e instanceof ConfigException
                            ? CommandLine.ExitCode.USAGE
                            : CommandLine.ExitCode.SOFTWARE;
                });
        return line;
    }

    private static void complain(PrintWriter err, CommandLine command, Exception e) {
        var message = e.getMessage() == null ? e.toString() : e.getMessage();
        err.println(command.getCommandSpec().qualifiedName() + ": " + message);
        err.flush();
    }
}
