package org.everycore.cli.circuit;

import java.util.List;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws circuits with characters: a line a mode, time to the right. */
@Command(
        name = "draw",
        description = "Draw a circuit with characters: a line a mode, time to the right.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore circuit draw examples/squeezed-light.json",
            "  everycore circuit draw --params circuit.json"
        })
public final class CircuitDraw implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Circuit files.")
    private List<String> files;

    @Option(names = "--params", description = "Write the parameters into the boxes.")
    private boolean params;

    public CircuitDraw(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        for (String name : files) {
            CircuitFile file = CircuitFile.read(name, 0);
            if (files.size() > 1) {
                session.out().println(session.style().bold(file.title()));
            }
            new Drawing(file.circuit(), params)
                    .lines(session.terminal().columns())
                    .forEach(session.out()::println);
        }
        return 0;
    }
}
