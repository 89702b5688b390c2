package org.everycore.logbook.digest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.everycore.jobs.Inputs;
import org.everycore.jobs.run.DirectRunner;
import org.everycore.radio.jobs.AwardsKind;
import org.everycore.radio.jobs.AwardsSpec;

/** Counts awards with one worker. */
public final class LocalAwards {
    private LocalAwards() {}

    /** The document that {@code radio.awards} makes of the spec. */
    public static JsonNode document(AwardsSpec spec, Inputs inputs) throws IOException {
        try {
            return DirectRunner.of(new AwardsKind(), spec)
                    .inputs(inputs)
                    .run()
                    .result()
                    .document()
                    .orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the awards were not counted: interrupted", e);
        }
    }
}
