package org.everycore.cli.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Session;
import org.everycore.gateway.Scope;
import org.everycore.gateway.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bearer token for a gateway. */
@Command(
        footerHeading =
                "%nThe token is printed once; the file keeps its hash alone. A gateway reads its file when it starts.%n"
                        + "A token sees and cancels the jobs that it handed in; one with admin everybody's, and drains nodes.%n%n"
                        + "Examples:%n",
        footer = {
            "  everycore token anna --file secrets/tokens > anna.token",
            "  everycore token dashboard --scope read --file secrets/tokens"
        })
public final class TokenCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Whose token it is, as logs and lists of jobs call it.")
    private String name;

    @Option(names = "--file", required = true, paramLabel = "FILE", description = "The gateway's token file.")
    private Path file;

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            defaultValue = "read,submit",
            description = "What it allows, with commas between: read, submit, admin (default: ${DEFAULT-VALUE}).")
    private String scope;

    public TokenCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(scope.split(",", -1)).map(String::strip).map(Scope::parse).forEach(scopes::add);
        session.out().println(Tokens.create(file, name, scopes));
        return ExitCode.OK.status();
    }
}
