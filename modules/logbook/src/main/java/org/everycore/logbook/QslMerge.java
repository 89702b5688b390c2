package org.everycore.logbook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;

/**
 * Joins what another record knows of a QSO to the record that is kept.
 *
 * <p>A field that is missing or blank is filled; a QSL status rises ({@code N} or {@code I} below {@code R} and
 * {@code Q} below {@code Y} below {@code V}) and takes its date along; all else stays as it was logged. So joining is
 * idempotent, and nothing that somebody logged is lost.
 */
final class QslMerge {
    private static final Map<String, String> STATUS_DATES = Map.of(
            "QSL_RCVD", "QSLRDATE",
            "QSL_SENT", "QSLSDATE",
            "LOTW_QSL_RCVD", "LOTW_QSLRDATE",
            "LOTW_QSL_SENT", "LOTW_QSLSDATE",
            "EQSL_QSL_RCVD", "EQSL_QSLRDATE",
            "EQSL_QSL_SENT", "EQSL_QSLSDATE",
            "QRZCOM_QSO_DOWNLOAD_STATUS", "QRZCOM_QSO_DOWNLOAD_DATE");
    /** What a report says about itself rather than about the QSO. */
    private static final Set<String> OF_THE_REPORT = Set.of(
            "QSL_RCVD",
            "QSLRDATE",
            "QSL_SENT",
            "QSLSDATE",
            "QSL_SENT_VIA",
            "QSO_DATE",
            "TIME_ON",
            "CALL",
            "MODE",
            "BAND");

    private QslMerge() {}

    /** What is kept after {@code other}, a record with the same key, is joined to {@code kept}. */
    static AdifRecord join(AdifRecord kept, AdifRecord other) {
        Map<String, AdifField> fields = new LinkedHashMap<>();
        kept.fields().forEach(f -> fields.put(f.name(), f));
        for (AdifField field : other.fields()) {
            String date = STATUS_DATES.get(field.name());
            if (date != null && rank(field.value()) > rank(value(fields, field.name()))) {
                fields.put(field.name(), field);
                if (other.has(date)) {
                    fields.put(date, new AdifField(date, other.get(date)));
                }
            } else {
                fill(fields, field);
            }
        }
        AdifRecord joined = AdifRecord.of(fields.values().stream().toList());
        return joined.equals(kept) ? kept : joined;
    }

    /**
     * What is kept after {@code report}, in which {@code source} tells of the QSO, is joined to {@code kept}. In a LoTW
     * report QSL_RCVD is LoTW's own; a record in eQSL's inbox is a confirmation by being there.
     */
    static AdifRecord confirm(AdifRecord kept, AdifRecord report, QslSource source) {
        String status = report.normal(source.received())
                .or(() -> source == QslSource.EQSL ? Optional.of("Y") : report.normal("QSL_RCVD"))
                .orElse("N");
        AdifRecord own = kept;
        if (rank(status) > rank(kept.get(source.received()))) {
            own = own.with(source.received(), status);
            String date = report.normal(source.date())
                    .or(() -> report.normal("QSLRDATE"))
                    .orElse("");
            if (!date.isEmpty()) {
                own = own.with(source.date(), date);
            }
        }
        Map<String, AdifField> fields = new LinkedHashMap<>();
        own.fields().forEach(f -> fields.put(f.name(), f));
        for (AdifField field : report.fields()) {
            if (!OF_THE_REPORT.contains(field.name()) && !STATUS_DATES.containsKey(field.name())) {
                fill(fields, field);
            }
        }
        AdifRecord joined = AdifRecord.of(fields.values().stream().toList());
        return joined.equals(kept) ? kept : joined;
    }

    private static void fill(Map<String, AdifField> fields, AdifField field) {
        String own = value(fields, field.name());
        if ((own == null || own.isBlank()) && !field.value().isBlank()) {
            fields.put(field.name(), field);
        }
    }

    private static String value(Map<String, AdifField> fields, String name) {
        AdifField field = fields.get(name);
        return field == null ? null : field.value();
    }

    private static int rank(String status) {
        if (status == null || status.isBlank()) {
            return 0;
        }
        return switch (Character.toUpperCase(status.strip().charAt(0))) {
            case 'N', 'I' -> 1;
            case 'R', 'Q' -> 2;
            case 'Y' -> 3;
            case 'V' -> 4;
            default -> 0;
        };
    }
}
