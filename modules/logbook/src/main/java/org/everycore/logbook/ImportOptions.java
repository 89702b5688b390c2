package org.everycore.logbook;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.everycore.radio.adif.ReadRules;

/**
 * How a log is imported.
 *
 * @param report whose QSL report the log is; AUTO goes by the program named in its header, NONE reads it as a log
 * @param tolerance how far the times of a QSO may lie apart for a report to confirm it
 * @param addUnmatched whether QSOs that a report tells of and the logbook lacks are added
 * @param batch QSOs a transaction; fewer when they take long to come
 */
public record ImportOptions(ReadRules rules, Report report, Duration tolerance, boolean addUnmatched, int batch) {
    /** What a log is taken for. */
    public enum Report {
        AUTO,
        NONE,
        CARD,
        LOTW,
        EQSL;

        Optional<QslSource> source() {
            return this == AUTO || this == NONE ? Optional.empty() : Optional.of(QslSource.of(name()));
        }
    }

    /** Strict reading, reports known by their header, times half an hour apart at most. */
    public static final ImportOptions DEFAULT =
            new ImportOptions(ReadRules.DEFAULT, Report.AUTO, Duration.ofMinutes(30), false, 100_000);

    public ImportOptions {
        requireNonNull(rules, "rules is null");
        requireNonNull(report, "report is null");
        if (tolerance.isNegative() || tolerance.compareTo(Duration.ofHours(24)) > 0) {
            throw new LogbookException("tolerance " + tolerance + " is not within 0 to 24 hours");
        }
        if (batch < 1 || batch > 100_000) {
            throw new LogbookException("batch " + batch + " is not within 1..100000");
        }
    }

    public ImportOptions with(ReadRules reading) {
        return new ImportOptions(reading, report, tolerance, addUnmatched, batch);
    }

    public ImportOptions with(Report kind) {
        return new ImportOptions(rules, kind, tolerance, addUnmatched, batch);
    }

    public ImportOptions with(Duration apart) {
        return new ImportOptions(rules, report, apart, addUnmatched, batch);
    }

    public ImportOptions adding(boolean unmatched) {
        return new ImportOptions(rules, report, tolerance, unmatched, batch);
    }

    public ImportOptions withBatch(int qsos) {
        return new ImportOptions(rules, report, tolerance, addUnmatched, qsos);
    }
}
