package org.everycore.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.everycore.radio.entity.CallsignResolver;
import org.everycore.radio.entity.CountryFile;
import org.everycore.radio.values.Inference;
import picocli.CommandLine.Option;

/** Which fields are filled from others, and by which table of callsigns. */
public final class InferOptions {
    @Option(
            names = "--fields",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Fill these only; the default is BAND, BAND_RX, MODE, PROP_MODE, GRIDSQUARE, MY_GRIDSQUARE, POTA_REF,"
                            + " SOTA_REF, WWFF_REF, IOTA, DXCC, STATE, COUNTRY, CQZ, ITUZ, CONT, REGION.")
    private List<String> fields = List.of();

    @Option(
            names = "--prefixes",
            paramLabel = "FILE",
            description = "A cty.dat, cty.csv or cty.xml to resolve callsigns with.")
    private Path prefixes;

    /** The fields that may be filled. */
    public List<String> fields() {
        Set<String> named = new LinkedHashSet<>();
        for (String field : fields) {
            String name = field.strip().toUpperCase(Locale.ROOT);
            if (!Inference.FIELDS.contains(name)) {
                throw Failure.wrongInput(
                        "--fields = " + field + ": can be filled: " + String.join(", ", Inference.FIELDS));
            }
            named.add(name);
        }
        return named.isEmpty() ? Inference.FIELDS : List.copyOf(named);
    }

    public Inference inference(Session session) throws IOException {
        CallsignResolver resolver = CallsignResolver.builtIn();
        Optional<Path> file =
                Optional.ofNullable(prefixes).or(() -> session.settings().prefixes());
        if (file.isPresent()) {
            resolver = resolver.with(CountryFile.read(file.get()));
        }
        return new Inference(resolver, Set.copyOf(fields()));
    }
}
