package org.everycore.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.everycore.radio.adif.Lengths;
import org.everycore.radio.adif.OnDuplicate;
import org.everycore.radio.adif.ReadRules;
import picocli.CommandLine.Option;

/** How doubtful records of logs are read. */
public final class ReadOptions {
    @Option(
            names = "--on-duplicate",
            paramLabel = "HOW",
            description = "A field twice in a record: strict rejects the record, last lets the last value count.")
    private String onDuplicate;

    @Option(
            names = "--lengths",
            paramLabel = "HOW",
            description =
                    "A length that swallows tags: recover (the default) ends the value before them, obey believes it.")
    private String lengths;

    /** The rules, settings where no option says otherwise. */
    public ReadRules rules(Session session) {
        try {
            return new ReadRules(
                    OnDuplicate.of(onDuplicate == null ? session.settings().onDuplicate() : onDuplicate),
                    lengths == null ? ReadRules.DEFAULT.lengths() : Lengths.of(lengths));
        } catch (IllegalArgumentException e) {
            throw Failure.wrongInput(e.getMessage());
        }
    }

    /** Writes the keys of a job's spec. */
    public void apply(ObjectNode spec, Session session) {
        spec.put("onDuplicate", onDuplicate == null ? session.settings().onDuplicate() : onDuplicate);
        if (lengths != null) {
            spec.put("lengths", lengths);
        }
    }
}
