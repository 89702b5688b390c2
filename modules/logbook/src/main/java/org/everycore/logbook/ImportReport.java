package org.everycore.logbook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Problem;

/**
 * What an import did.
 *
 * @param complete whether it came to the end of the log
 * @param report whose QSL report the log was, if any
 * @param records records read, rejected ones too
 * @param added new QSOs
 * @param duplicates QSOs that were there, or stood twice in the log
 * @param merged of the duplicates (of a report: of its QSOs), those that completed the stored QSO
 * @param unmatched QSOs of a report that the logbook lacks
 * @param unmatchedRecords the first {@link #PROBLEMS_KEPT} of these
 * @param rejected how many records were left out, by reason
 * @param problems the first problems met, with their places
 * @param problemCount how many there were
 * @param resumedAt the record after which an earlier import was taken up, 0 if from the start
 */
public record ImportReport(
        boolean complete,
        Optional<QslSource> report,
        long records,
        long added,
        long duplicates,
        long merged,
        long unmatched,
        List<AdifRecord> unmatchedRecords,
        Map<String, Long> rejected,
        List<Problem> problems,
        long problemCount,
        long resumedAt) {
    /** So many problems are kept with their places. */
    public static final int PROBLEMS_KEPT = 1000;

    public ImportReport {
        unmatchedRecords = List.copyOf(unmatchedRecords);
        rejected = Map.copyOf(rejected);
        problems = List.copyOf(problems);
    }
}
