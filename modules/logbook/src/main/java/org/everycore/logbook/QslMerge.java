package org.everycore.logbook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.convert.QslStatus;

/**
 * Joins what another record knows of a QSO to the record that is kept.
 *
 * <p>A field that is missing or blank is filled; a QSL status rises ({@code N} or {@code I} below {@code R} and
 * {@code Q} below {@code Y} below {@code V}) and takes its date along; all else stays as it was logged. So joining is
 * idempotent, and nothing that somebody logged is lost.
 */
final class QslMerge {
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
            "SUBMODE",
            "BAND");

    private QslMerge() {}

    /** What is kept after {@code other}, a record with the same key, is joined to {@code kept}. */
    static AdifRecord join(AdifRecord kept, AdifRecord other) {
        Map<String, AdifField> fields = new LinkedHashMap<>();
        kept.fields().forEach(f -> fields.put(f.name(), f));
        boolean sameMode = kept.normal("MODE").equals(other.normal("MODE"));
        for (AdifField field : other.fields()) {
            String date = QslStatus.date(field.name());
            if (date != null && QslStatus.rank(field.value()) > QslStatus.rank(value(fields, field.name()))) {
                fields.put(field.name(), field);
                if (other.has(date)) {
                    fields.put(date, new AdifField(date, other.get(date)));
                }
            } else {
                // A submode belongs to its mode: FT4 of MFSK/FT4 is no submode of a MODE that says FT4 by itself.
                if (sameMode || !field.name().equals("SUBMODE")) {
                    fill(fields, field);
                }
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
        if (QslStatus.rank(status) > QslStatus.rank(kept.get(source.received()))) {
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
            if (!OF_THE_REPORT.contains(field.name()) && QslStatus.date(field.name()) == null) {
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
}
