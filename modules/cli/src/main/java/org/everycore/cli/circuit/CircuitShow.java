package org.everycore.cli.circuit;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.everycore.cli.Session;
import org.everycore.cli.text.Numbers;
import org.everycore.cli.text.TextTable;
import org.everycore.jobs.Json;
import org.everycore.photonics.circuit.Circuit;
import org.everycore.photonics.circuit.CircuitWriter;
import org.everycore.photonics.circuit.Operation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists a circuit's operations and what running it takes. */
@Command(
        name = "show",
        description = "List a circuit's operations, and what running it takes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore circuit show examples/squeezed-light.json",
            "  everycore circuit show --json circuit.json"
        })
public final class CircuitShow implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Circuit files.")
    private List<String> files;

    public CircuitShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        for (String name : files) {
            CircuitFile file = CircuitFile.read(name, 0);
            if (session.json()) {
                session.out().println(Json.mapper().writeValueAsString(CircuitWriter.tree(file.circuit())));
            } else {
                text(file);
            }
        }
        return 0;
    }

    private void text(CircuitFile file) {
        Circuit circuit = file.circuit();
        session.out()
                .println(session.style().bold(file.title())
                        + (circuit.description().isEmpty() ? "" : ": " + circuit.description()));
        TextTable facts = new TextTable("ll");
        facts.row("  modes", circuit.modes());
        facts.row("  cutoff", circuit.cutoff());
        facts.row("  parameters", circuit.parameters().length);
        facts.row("  state", (circuit.pure() ? "pure" : "mixed") + (circuit.gaussian() ? ", Gaussian" : ""));
        facts.row("  amplitudes", String.format(Locale.ROOT, "%,.0f", circuit.dimension()));
        double bytes = circuit.fockBytes(!circuit.pure());
        facts.row("  memory", bytes < Long.MAX_VALUE ? Numbers.bytes((long) bytes) : "more than there is");
        facts.lines().forEach(session.out()::println);
        TextTable table = new TextTable("rlll");
        int index = 0;
        for (Operation op : circuit.operations()) {
            table.row(
                    index++,
                    op.kind().gateName(),
                    "("
                            + Arrays.stream(op.params())
                                    .mapToObj(CircuitShow::number)
                                    .collect(Collectors.joining(", ")) + ")",
                    "on " + Arrays.stream(op.modes()).mapToObj(String::valueOf).collect(Collectors.joining(", ")));
        }
        table.lines().forEach(session.out()::println);
        session.out().println();
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.indexOf('.') >= 0 && text.indexOf('e') < 0
                ? text.replaceAll("0+$", "").replaceAll("\\.$", "")
                : text;
    }
}
