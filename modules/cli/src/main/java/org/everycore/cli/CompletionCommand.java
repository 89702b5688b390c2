package org.everycore.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints a script that lets a shell complete commands and options. */
@Command(
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(everycore generate-completion)",
            "  everycore generate-completion > /etc/bash_completion.d/everycore"
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    public CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.out().print(AutoComplete.bash("everycore", new Cli(session).commandLine(CommandTable.entries())));
        return 0;
    }
}
