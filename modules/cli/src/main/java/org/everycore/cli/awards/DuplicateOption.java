package org.everycore.cli.awards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.everycore.cli.Session;
import picocli.CommandLine.Option;

/** What a field twice in a record of a log means; a logbook's records have none. */
public final class DuplicateOption {
    @Option(
            names = "--on-duplicate",
            paramLabel = "HOW",
            description = "A field twice in a record: strict rejects the record, last lets the last value count.")
    private String onDuplicate;

    void apply(ObjectNode spec, Session session) {
        spec.put("onDuplicate", onDuplicate == null ? session.settings().onDuplicate() : onDuplicate);
    }
}
