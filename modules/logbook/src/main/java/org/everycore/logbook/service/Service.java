package org.everycore.logbook.service;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.everycore.logbook.LogbookException;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.adif.Satellites;

/**
 * A service that takes QSOs: which fields it reads, which QSOs it takes, and where a log notes that it was told.
 *
 * <p>Sources: ARRL's "Logbook of the World: ADIF fields" and its list of excluded propagation modes; eQSL.cc's "ADIF file import
 * specification"; Club Log's "Which ADIF fields does Club Log use"; QRZ.com's Logbook API; POTA's "ADIF for POTA reference"; SOTA's "CSV file format
 * version 2"; status fields: ADIF 3.1.7.
 */
public enum Service {
    /** ARRL's Logbook of the World: ADIF to be signed by TQSL. */
    LOTW(
            "LOTW_QSL_SENT",
            "LOTW_QSLSDATE",
            "CALL",
            "QSO_DATE",
            "TIME_ON",
            "BAND",
            "FREQ",
            "BAND_RX",
            "FREQ_RX",
            "MODE",
            "SUBMODE",
            "PROP_MODE",
            "SAT_NAME",
            "STATION_CALLSIGN",
            "OPERATOR",
            "MY_GRIDSQUARE",
            "MY_STATE",
            "MY_CNTY",
            "MY_COUNTRY",
            "MY_DXCC",
            "MY_CQ_ZONE",
            "MY_ITU_ZONE",
            "MY_IOTA"),
    EQSL(
            "EQSL_QSL_SENT",
            "EQSL_QSLSDATE",
            "CALL",
            "QSO_DATE",
            "TIME_ON",
            "BAND",
            "FREQ",
            "MODE",
            "SUBMODE",
            "RST_SENT",
            "PROP_MODE",
            "SAT_NAME",
            "SAT_MODE",
            "QSLMSG",
            "APP_EQSL_QTH_NICKNAME",
            "STATION_CALLSIGN",
            "MY_GRIDSQUARE",
            "TX_PWR"),
    CLUBLOG(
            "CLUBLOG_QSO_UPLOAD_STATUS",
            "CLUBLOG_QSO_UPLOAD_DATE",
            "CALL",
            "QSO_DATE",
            "TIME_ON",
            "BAND",
            "BAND_RX",
            "FREQ",
            "MODE",
            "SUBMODE",
            "DXCC",
            "CQZ",
            "PROP_MODE",
            "SAT_NAME",
            "QSL_RCVD",
            "LOTW_QSL_RCVD",
            "QSL_SENT",
            "CREDIT_GRANTED",
            "RST_SENT",
            "RST_RCVD",
            "GRIDSQUARE",
            "VUCC_GRIDS",
            "NOTES",
            "OPERATOR",
            "STATION_CALLSIGN"),
    /** Takes every field. */
    QRZ("QRZCOM_QSO_UPLOAD_STATUS", "QRZCOM_QSO_UPLOAD_DATE"),
    /** Parks on the Air: a log of each park that was activated. */
    POTA(
            "APP_EVERYCORE_POTA_SENT",
            "APP_EVERYCORE_POTA_SENT_DATE",
            "STATION_CALLSIGN",
            "OPERATOR",
            "CALL",
            "QSO_DATE",
            "TIME_ON",
            "BAND",
            "FREQ",
            "MODE",
            "SUBMODE",
            "RST_SENT",
            "RST_RCVD",
            "PROP_MODE",
            "SAT_NAME",
            "MY_SIG",
            "MY_SIG_INFO",
            "SIG",
            "SIG_INFO",
            "MY_STATE",
            "COMMENT"),
    /** Summits on the Air, as its own CSV. */
    SOTA("APP_EVERYCORE_SOTA_SENT", "APP_EVERYCORE_SOTA_SENT_DATE");

    /** What the terrestrial help of others makes; no ARRL award counts it and LoTW refuses it. */
    private static final Set<String> BY_OTHERS = Set.of("RPT", "ECH", "IRL", "INTERNET");

    private static final Pattern CALL = Pattern.compile("(?=.*\\d)(?=.*[A-Z])[A-Z0-9/]{3,20}");

    private final String sent;
    private final String date;
    /** Made by Set.of. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> fields;

    Service(String sent, String date, String... fields) {
        this.sent = sent;
        this.date = date;
        this.fields = Set.of(fields);
    }

    /** The service of that name, in any case. */
    public static Service named(String name) {
        for (Service service : values()) {
            if (service.key().equalsIgnoreCase(name.strip())) {
                return service;
            }
        }
        throw new LogbookException("a service is lotw, eqsl, clublog, qrz, pota or sota, not " + name);
    }

    /** Its name on the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the service has still to be told of a QSO. LoTW and eQSL: unless it was sent or is not to be (I). Club Log and QRZ: unless it was
     * uploaded (M, modified since, is to be uploaded again). What LoTW has confirmed was sent to it, whatever the log says.
     */
    public boolean pending(AdifRecord qso) {
        String status = qso.normal(sent).orElse("");
        boolean confirmed = this == LOTW
                && qso.normal("LOTW_QSL_RCVD")
                        .filter(received -> received.equals("Y") || received.equals("V"))
                        .isPresent();
        return !status.equals("Y") && !status.equals("I") && !confirmed;
    }

    /** The QSO once it was sent on a day, yyyymmdd. */
    public AdifRecord marked(AdifRecord qso, String day) {
        return qso.with(sent, "Y").with(date, day);
    }

    /** Why the service does not take a QSO; empty where it does. */
    public Optional<String> refusal(AdifRecord qso) {
        if (!CALL.matcher(qso.normal("CALL").orElse("")).matches()) {
            return Optional.of("with a call that is none");
        }
        if (Bands.of(qso) == Bands.NONE) {
            return Optional.of("without a band");
        }
        if (NormalMode.of(qso).mode().isEmpty()) {
            return Optional.of("without a mode");
        }
        String way = qso.normal("PROP_MODE").orElse("");
        if ((this == LOTW || this == SOTA) && BY_OTHERS.contains(way)) {
            return Optional.of("by repeater or internet");
        }
        if (this == LOTW && way.equals("SAT") && Satellites.of(qso).isEmpty()) {
            return Optional.of("by a satellite without a name");
        }
        boolean station = qso.normal("STATION_CALLSIGN").isPresent();
        return switch (this) {
            case POTA ->
                Parks.own(qso).isEmpty()
                        ? Optional.of("without a park of one's own")
                        : station ? Optional.empty() : Optional.of("without a call of one's own");
            case SOTA ->
                qso.normal("MY_SOTA_REF").isEmpty() && qso.normal("SOTA_REF").isEmpty()
                        ? Optional.of("without a summit")
                        : station ? Optional.empty() : Optional.of("without a call of one's own");
            default -> Optional.empty();
        };
    }

    /** The QSO as the service takes it: its fields alone, the mode in its normal form, the satellite by LoTW's name. */
    public AdifRecord outgoing(AdifRecord qso) {
        AdifRecord normal = NormalMode.written(qso);
        String satellite = Satellites.of(qso);
        if (!satellite.isEmpty()) {
            normal = normal.with("PROP_MODE", "SAT").with("SAT_NAME", satellite);
        }
        if (normal.normal("BAND").isEmpty()) {
            int band = normal.has("FREQ") ? Bands.ofFrequency(normal.get("FREQ")) : Bands.NONE;
            normal = band == Bands.NONE ? normal : normal.with("BAND", Bands.name(band));
        }
        if (fields.isEmpty()) {
            return normal;
        }
        return AdifRecord.of(normal.fields().stream()
                .filter(field -> fields.contains(field.name()) && !field.value().isBlank())
                .map(field -> new AdifField(field.name(), field.value().strip()))
                .toList());
    }
}
