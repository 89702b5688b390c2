package org.everycore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandTableTest {
    @TempDir
    Path folder;

    @Test
    void everyCommandHasAClassAHelpAndExamples() {
        for (CommandTable.Entry entry : CommandTable.entries()) {
            CliRun help = CliRun.of(folder, entry.name(), "--help");

            assertThat(help.exit()).as(entry.name()).isZero();
            assertThat(help.err()).isEmpty();
            for (CommandLine leaf : leaves(entry)) {
                assertThat(leaf.getUsageMessage())
                        .as(leaf.getCommandSpec().qualifiedName())
                        .contains("Examples:", "everycore " + entry.name());
            }
        }
    }

    @Test
    void theCompletionScriptKnowsEveryCommand() {
        CliRun run = CliRun.of(folder, "generate-completion");

        assertThat(run.exit()).isZero();
        for (CommandTable.Entry entry : CommandTable.entries()) {
            assertThat(run.out()).contains(entry.name());
        }
    }

    private List<CommandLine> leaves(CommandTable.Entry entry) {
        Session session = TestSession.in(folder);
        CommandLine command =
                new Cli(session).commandLine(List.of(entry)).getSubcommands().get(entry.name());
        List<CommandLine> leaves = new ArrayList<>();
        if (command.getSubcommands().isEmpty()) {
            leaves.add(command);
        }
        leaves.addAll(command.getSubcommands().values());
        return leaves;
    }
}
