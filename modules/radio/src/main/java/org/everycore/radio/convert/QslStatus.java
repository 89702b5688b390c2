package org.everycore.radio.convert;

import java.util.Map;

/** The fields that say how far a QSL has come, and which of two such values says more. */
public final class QslStatus {
    private static final Map<String, String> DATES = Map.of(
            "QSL_RCVD", "QSLRDATE",
            "QSL_SENT", "QSLSDATE",
            "LOTW_QSL_RCVD", "LOTW_QSLRDATE",
            "LOTW_QSL_SENT", "LOTW_QSLSDATE",
            "EQSL_QSL_RCVD", "EQSL_QSLRDATE",
            "EQSL_QSL_SENT", "EQSL_QSLSDATE",
            "DCL_QSL_RCVD", "DCL_QSLRDATE",
            "DCL_QSL_SENT", "DCL_QSLSDATE",
            "QRZCOM_QSO_DOWNLOAD_STATUS", "QRZCOM_QSO_DOWNLOAD_DATE");

    private QslStatus() {}

    /** The field of the day that goes with a status; null if the field is no status. */
    public static String date(String field) {
        return DATES.get(field);
    }

    /** {@code N} or {@code I} below {@code R} and {@code Q} below {@code Y} below {@code V}; what is missing is below all. */
    public static int rank(String status) {
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
