package io.groundstream.local.command;

import io.groundstream.local.terminal.Out;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.concurrent.Callable;

/** A script with which a shell completes our commands, options and their values. */
@Command(
        name = "completion",
        description = {
            "Print a script with which the shell completes commands, options and their values."
                    + " zsh reads the same script as bash."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream completion bash > ~/.groundstream-completion",
            "  source ~/.groundstream-completion      # in ~/.bashrc or ~/.zshrc"
        })
public final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell;

    @Spec private CommandSpec spec;

    /** Shells that read the script. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        var root = spec.root();
        Out.document(
                switch (shell) {
                    // zsh loads bash's completion by itself, as the script says
                    case BASH, ZSH -> AutoComplete.bash(root.name(), root.commandLine());
                });
        return 0;
    }
}
