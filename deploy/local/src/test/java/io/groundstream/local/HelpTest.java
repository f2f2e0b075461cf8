package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.util.Arrays;
import java.util.stream.Stream;

/** What every command's help must have. */
class HelpTest {
    private static final int WIDEST = 79;

    @ParameterizedTest
    @MethodSource("commands")
    void hasExamplesThatFitAndParse(String name) {
        var command = find(name);
        var examples =
                Arrays.stream(command.getCommandSpec().usageMessage().footer())
                        .map(String::strip)
                        .filter(line -> line.startsWith("groundstream"))
                        .toList();

        assertThat(examples).as("examples of " + name).isNotEmpty();
        assertThat(command.getUsageMessage()).contains("Examples:");
        for (var example : examples) {
            assertThat(command.getUsageMessage()).as("unbroken").contains("  " + example + "\n");
            assertThat(example.length() + 2).as(example).isLessThanOrEqualTo(WIDEST);
            assertThat(new WrittenCommand(example).parsed()).as(example).startsWith(name);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void describesItselfAndAllThatItTakes(String name) {
        var spec = find(name).getCommandSpec();

        assertThat(String.join(" ", spec.usageMessage().description())).as(name).endsWith(".");
        assertThat(spec.mixinStandardHelpOptions()).as("--help of " + name).isTrue();
        for (var option : spec.options()) {
            assertThat(String.join("", option.description()))
                    .as(name + " " + option.longestName())
                    .isNotBlank();
        }
        for (var parameter : spec.positionalParameters()) {
            assertThat(String.join("", parameter.description()))
                    .as(name + " " + parameter.paramLabel())
                    .isNotBlank();
        }
    }

    static Stream<String> commands() {
        return below(Groundstream.commandLine())
                .map(command -> command.getCommandSpec().qualifiedName());
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(HelpTest::below));
    }

    private static CommandLine find(String name) {
        return below(Groundstream.commandLine())
                .filter(command -> command.getCommandSpec().qualifiedName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
