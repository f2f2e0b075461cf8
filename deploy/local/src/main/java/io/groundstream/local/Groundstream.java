package io.groundstream.local;

import io.groundstream.local.command.AnnotateCommand;
import io.groundstream.local.command.BenchCommand;
import io.groundstream.local.command.CompletionCommand;
import io.groundstream.local.command.ConsoleCommand;
import io.groundstream.local.command.DeadLettersCommand;
import io.groundstream.local.command.DeleteCommand;
import io.groundstream.local.command.DemoCommand;
import io.groundstream.local.command.DoctorCommand;
import io.groundstream.local.command.Examples;
import io.groundstream.local.command.GalleryCommand;
import io.groundstream.local.command.ModelCommand;
import io.groundstream.local.command.OverrideCommand;
import io.groundstream.local.command.PolicyCommand;
import io.groundstream.local.command.PrepareCommand;
import io.groundstream.local.command.PublishCommand;
import io.groundstream.local.command.RunnerCommand;
import io.groundstream.local.command.ScenesCommand;
import io.groundstream.local.command.SearchCommand;
import io.groundstream.local.command.TopologyCommand;
import io.groundstream.local.command.UpCommand;
import io.groundstream.local.command.WatchCommand;
import io.groundstream.local.terminal.Printable;
import io.groundstream.local.terminal.Terminal;
import io.groundstream.schemas.service.ConfigException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.concurrent.Callable;

/**
 * The command line. Exit codes: 0 done, 1 failed, 2 used wrongly; an error is one line on stderr.
 */
@Command(
        name = "groundstream",
        description = "Images on a Kafka topic become captions that point, exactly once.",
        mixinStandardHelpOptions = true,
        version = "groundstream 0.1.0-SNAPSHOT",
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream demo",
            "  groundstream publish scenes/*.png",
            "  groundstream watch --from-beginning",
            "  groundstream doctor"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            AnnotateCommand.class,
            PublishCommand.class,
            DeleteCommand.class,
            WatchCommand.class,
            SearchCommand.class,
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
            ConsoleCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        })
public final class Groundstream {
    private Groundstream() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Groundstream());
        var terminal = Terminal.find();
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(terminal.helpWidth());
        line.setColorScheme(Help.defaultColorScheme(terminal.coloursOut() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler(
                (e, _) -> {
                    complain(e.getCommandLine(), e);
                    return CommandLine.ExitCode.USAGE;
                });
        line.setExecutionExceptionHandler(
                (e, command, _) -> {
                    complain(command, e);
                    return e instanceof ConfigException
                            ? CommandLine.ExitCode.USAGE
                            : CommandLine.ExitCode.SOFTWARE;
                });
        return line;
    }

    private static void complain(CommandLine command, Exception e) {
        var message = String.valueOf(e.getMessage() == null ? e : e.getMessage());
        var line = String.join(" ", message.lines().map(String::strip).toList());
        var err = command.getErr();
        err.println(
                Printable.line(
                        command.getCommandSpec().qualifiedName() + ": " + line + hint(command, e)));
        err.flush();
    }

    /** What may have been meant. */
    private static String hint(CommandLine command, Exception e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            var meant = unmatched.getSuggestions();
            return meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?";
        }
        // a command that only groups others
        boolean isGroup = !(command.getCommand() instanceof Callable<?>);
        return e instanceof ParameterException && isGroup
                ? ": " + String.join(", ", command.getSubcommands().keySet()) + "; see --help"
                : "";
    }
}
