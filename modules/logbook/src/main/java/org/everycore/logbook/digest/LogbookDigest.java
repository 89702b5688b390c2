package org.everycore.logbook.digest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.jobs.ChunkContext;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.Json;
import org.everycore.logbook.Logbook;
import org.everycore.logbook.QsoQuery;
import org.everycore.radio.adif.LengthUnit;

/**
 * A digest to be written about a logbook; the arguments are those of {@link DigestSpec} and may be null as there.
 */
public final class LogbookDigest {
    private final DigestSpec spec;

    public LogbookDigest(Integer days, String until, Map<String, Integer> goals, String author) {
        this.spec = new DigestSpec(List.of(InputRef.file("logbook")), days, until, goals, author);
    }

    /**
     * Writes the digest.
     *
     * @param model which is asked where the digest is to be a model's
     */
    public Digest write(Logbook logbook, Optional<ModelOptions> model) throws IOException {
        DigestFacts facts = facts(logbook);
        if (spec.author().equals(Digest.LOCAL)) {
            return Digest.local(facts, "");
        }
        return model.isEmpty()
                ? Digest.local(facts, ModelOptions.UNCONFIGURED)
                : new DigestWriter(model)
                        .write(List.of(facts), ChunkContext.detached())
                        .get(0);
    }

    /** The facts as plain maps and lists. */
    public static Object tree(DigestFacts facts) {
        return Json.mapper().convertValue(facts, Map.class);
    }

    private DigestFacts facts(Logbook logbook) throws IOException {
        Path log = Files.createTempFile("everycore-digest", ".adi");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 16)) {
                logbook.export(QsoQuery.ALL, out, LengthUnit.CHARACTERS);
            }
            return new DigestFactsReader(spec.days(), spec.lastDay(), spec.goals())
                    .read(InputRef.file(log.toString()), Inputs.LOCAL)
                    .named(logbook.name());
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
