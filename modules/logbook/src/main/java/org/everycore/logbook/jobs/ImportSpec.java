package org.everycore.logbook.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.everycore.jobs.InputRef;
import org.everycore.jobs.Limits;
import org.everycore.jobs.PlaceRef;
import org.everycore.jobs.SpecException;
import org.everycore.logbook.ImportOptions;
import org.everycore.logbook.StoreAccess;
import org.everycore.radio.adif.ReadRules;
import org.everycore.radio.jobs.ReadWords;

/**
 * The spec of a {@code radio.import} job; all but the first three keys may be missing.
 *
 * @param logs the logs, each imported by one worker
 * @param store where the logbook is: a file, or a JDBC URL without a password (that is the environment's)
 * @param logbook its name
 * @param onDuplicate {@code strict} (default) or {@code last}
 * @param lengths {@code recover} (default) does not believe a length that swallows tags, {@code obey} does
 * @param report auto (default), none, card, lotw, eqsl: whose QSL report the logs are
 * @param toleranceMinutes how far a report's times may lie from the log's; 30
 * @param addUnmatched whether a report's QSOs that the logbook lacks are added
 */
public record ImportSpec(
        List<InputRef> logs,
        PlaceRef store,
        String logbook,
        String onDuplicate,
        String lengths,
        String report,
        @Limits(min = 0, max = 1440) Integer toleranceMinutes,
        Boolean addUnmatched) {
    public ImportSpec {
        if (logs == null || logs.isEmpty()) {
            throw new SpecException("logs", "names no log");
        }
        logs = List.copyOf(logs);
        StoreAccess.check(store, logbook);
        onDuplicate = onDuplicate == null ? "strict" : onDuplicate;
        lengths = lengths == null ? "recover" : lengths;
        report = report == null ? "auto" : report;
        toleranceMinutes = toleranceMinutes == null ? 30 : toleranceMinutes;
        addUnmatched = addUnmatched != null && addUnmatched;
        options(ReadWords.rules(onDuplicate, lengths), report, toleranceMinutes, addUnmatched);
    }

    ImportOptions options() {
        return options(ReadWords.rules(onDuplicate, lengths), report, toleranceMinutes, addUnmatched);
    }

    private static ImportOptions options(ReadRules rules, String report, int minutes, boolean add) {
        for (ImportOptions.Report kind : ImportOptions.Report.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(report)) {
                return ImportOptions.DEFAULT
                        .with(rules)
                        .with(kind)
                        .with(Duration.ofMinutes(minutes))
                        .adding(add);
            }
        }
        throw new SpecException("report", report, "must be auto, none, card, lotw or eqsl");
    }
}
