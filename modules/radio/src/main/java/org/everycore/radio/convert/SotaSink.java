package org.everycore.radio.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.adif.NormalMode;

/** Writes a log of Summits on the Air, CSV version 2; see {@link SotaSource}. QSOs without a summit are not SOTA's and are left out. */
final class SotaSink implements RecordSink {
    private static final CSVFormat ROW = CSVFormat.RFC4180;

    private final Writer out;
    private long written;

    SotaSink(OutputStream out) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }

    @Override
    public void header(AdifRecord header) {
        // Each row says what it is.
    }

    @Override
    public void record(AdifRecord qso) throws IOException {
        String own = qso.normal("MY_SOTA_REF").orElse("");
        String other = qso.normal("SOTA_REF").orElse("");
        if (own.isEmpty() && other.isEmpty()) {
            return;
        }
        String day = text(qso, "QSO_DATE");
        String time = text(qso, "TIME_ON");
        String mhz = text(qso, "FREQ");
        String band = SotaBands.name(Bands.name(bandOf(qso)));
        ROW.printRecord(
                out,
                "V2",
                qso.normal("STATION_CALLSIGN").or(() -> qso.normal("OPERATOR")).orElse(""),
                own,
                day.length() == 8 ? day.substring(6) + "/" + day.substring(4, 6) + "/" + day.substring(2, 4) : day,
                time.length() >= 4 ? time.substring(0, 4) : time,
                band.isEmpty() && !mhz.isEmpty() ? mhz + "MHz" : band,
                mode(NormalMode.of(qso)),
                qso.normal("CALL").orElse(""),
                other,
                text(qso, "COMMENT"));
        written++;
    }

    /** A satellite's band is that of the uplink. */
    private static int bandOf(AdifRecord qso) {
        int band = qso.has("BAND") ? Bands.ofName(qso.get("BAND")) : Bands.NONE;
        return band == Bands.NONE && qso.has("FREQ") ? Bands.ofFrequency(qso.get("FREQ")) : band;
    }

    /** SOTA knows CW, SSB, FM, AM, DV (digital voice), Data and Other. */
    private static String mode(NormalMode mode) {
        return switch (mode.mode()) {
            case "CW", "SSB", "FM", "AM" -> mode.mode();
            case "DIGITALVOICE" -> "DV";
            case "" -> "Other";
            default -> mode.group() == EmissionGroup.DIGITAL ? "Data" : "Other";
        };
    }

    private static String text(AdifRecord qso, String field) {
        String value = qso.get(field);
        return value == null ? "" : value.strip().replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", "");
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
