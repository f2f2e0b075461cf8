package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import picocli.CommandLine.ParseResult;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A command line as help and docs write it, for people to copy. */
record WrittenCommand(String line) {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

    /** The name of the command that it runs; fails if it does not parse. */
    String parsed() {
        var words = words();
        ParseResult result =
                Groundstream.commandLine()
                        .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        assertThat(result.commandSpec().subcommands()).as(line + " is complete").isEmpty();
        return result.commandSpec().qualifiedName();
    }

    /** Up to a pipe, a redirection or a comment. */
    private List<String> words() {
        var words = new ArrayList<String>();
        for (var match : WORD.matcher(line).results().toList()) {
            if (List.of("|", ">", "#").contains(match.group())) {
                break;
            }
            words.add(unquoted(match));
        }
        return words;
    }

    private static String unquoted(MatchResult match) {
        return Stream.of(1, 2, 3)
                .map(match::group)
                .filter(group -> group != null)
                .findFirst()
                .orElse("");
    }
}
