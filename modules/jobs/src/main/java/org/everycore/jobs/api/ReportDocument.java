package org.everycore.jobs.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Those figures of a job report that every kind has, each null in a report without it; the report itself holds what its kind
 * adds.
 */
public record ReportDocument(
        String strategy,
        Double seconds,
        Double perSecond,
        Integer workers,
        Double utilisation,
        Long chunks,
        Integer retries) {
    /** The figures of a report as it came; empty when it is none. */
    public static Optional<ReportDocument> of(JsonNode report) {
        return report == null || !report.isObject()
                ? Optional.empty()
                : Optional.of(Bodies.read(report, ReportDocument.class));
    }
}
