package org.everycore.cli.circuit;

import java.util.List;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.photonics.drawing.CircuitDrawing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Draws circuits with characters: a line a mode, time to the right. */
@Command(
        name = "draw",
        description = "Draw a circuit with characters: a line a mode, time to the right.",
        footerHeading = "%nExamples:%n",
        footer = "  everycore circuit draw examples/squeezed.json")
public final class CircuitDraw implements Callable<Integer> {
    private final Session session;

    @Mixin
    private CircuitInput input;

    public CircuitDraw(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<CircuitFile> files = input.read(session);
        for (CircuitFile file : files) {
            if (files.size() > 1) {
                session.out().println(session.style().bold(file.title()));
            }
            session.out()
                    .println(CircuitDrawing.draw(
                                    file.circuit(), session.terminal().columns())
                            .stripTrailing());
        }
        return 0;
    }
}
