package org.everycore.cli.circuit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.everycore.cli.Session;
import org.everycore.jobs.result.ResultFile;
import org.everycore.jobs.result.ResultTarget;
import org.everycore.photonics.blackbird.BlackbirdWriter;
import org.everycore.photonics.circuit.CircuitException;
import org.everycore.photonics.circuit.CircuitWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a circuit in the other form: JSON or Blackbird. */
@Command(
        name = "convert",
        description = "Write a circuit in the other form, JSON or Blackbird.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore circuit convert examples/squeezed.xbb",
            "  everycore circuit convert examples/squeezed.json --out squeezed.xbb"
        })
public final class CircuitConvert implements Callable<Integer> {
    private final Session session;

    @Mixin
    private CircuitInput input;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write to this .json or .xbb file; the default is standard output, in the form the input is not.")
    private Path out;

    public CircuitConvert(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        CircuitFile file = input.readOne("converted", session);
        boolean toBlackbird = out == null ? !blackbird(file.name()) : blackbird(out.toString());
        String text;
        try {
            text = toBlackbird ? BlackbirdWriter.write(file.circuit()) : CircuitWriter.write(file.circuit());
        } catch (CircuitException e) {
            throw e.in(file.name());
        }
        if (out == null) {
            session.out().println(text.stripTrailing());
        } else {
            try (ResultFile result = ResultFile.open(ResultTarget.to(out))) {
                result.stream().write(text.getBytes(StandardCharsets.UTF_8));
                result.commit();
            }
        }
        return 0;
    }

    private static boolean blackbird(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".xbb");
    }
}
