package org.everycore.cli.circuit;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.jobs.Json;
import org.everycore.photonics.circuit.CircuitWriter;
import org.everycore.photonics.drawing.CircuitListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists a circuit's operations and what running it takes. */
@Command(
        name = "show",
        description = "List a circuit's operations, and what running it takes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore circuit show examples/squeezed.json",
            "  everycore circuit show --json examples/squeezed.xbb"
        })
public final class CircuitShow implements Callable<Integer> {
    private final Session session;

    @Mixin
    private CircuitInput input;

    public CircuitShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        for (CircuitFile file : input.read(session)) {
            if (session.json()) {
                session.out().println(Json.mapper().writeValueAsString(CircuitWriter.tree(file.circuit())));
            } else {
                session.out().println(CircuitListing.show(file.circuit()).stripTrailing());
            }
        }
        return 0;
    }
}
