package org.everycore.radio.convert;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.NormalMode;

/**
 * Writes a Cabrillo log, version 3. CALLSIGN and CONTEST come from the header ({@code APP_CABRILLO_CALLSIGN},
 * {@code APP_CABRILLO_CONTEST}), else from the first QSO (STATION_CALLSIGN, CONTEST_ID); other header fields
 * {@code APP_CABRILLO_...} follow as they are.
 */
final class CabrilloSink implements RecordSink {
    private static final String PREFIX = "APP_CABRILLO_";

    private final Writer out;
    private AdifRecord header;
    private boolean begun;
    private long written;

    CabrilloSink(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public void header(AdifRecord given) {
        header = given;
    }

    private void begin(AdifRecord first) throws IOException {
        begun = true;
        out.write("START-OF-LOG: 3.0\n");
        tag("CALLSIGN", text(header, PREFIX + "CALLSIGN", text(first, "STATION_CALLSIGN", "")));
        tag("CONTEST", text(header, PREFIX + "CONTEST", text(first, "CONTEST_ID", "")));
        if (header != null) {
            for (AdifField field : header.fields()) {
                String name = field.name();
                if (name.startsWith(PREFIX) && !name.equals(PREFIX + "CALLSIGN") && !name.equals(PREFIX + "CONTEST")) {
                    tag(name.substring(PREFIX.length()).replace('_', '-'), field.value());
                }
            }
        }
        if (!text(header, PREFIX + "CREATED_BY", "").isEmpty()) {
            return;
        }
        tag("CREATED-BY", "everycore");
    }

    @Override
    public void record(AdifRecord qso) throws IOException {
        if (!begun) {
            begin(qso);
        }
        String freq = CabrilloFields.frequency(qso.get("FREQ"), qso.get("BAND"))
                .orElseThrow(() -> missing(qso, "FREQ or BAND"));
        String logged = NormalMode.of(qso).mode();
        String mode = logged.isEmpty() ? text(qso, CabrilloFields.MODE, "DG") : CabrilloFields.cabrilloMode(logged);
        String date =
                qso.normal("QSO_DATE").filter(d -> d.matches("\\d{8}")).orElseThrow(() -> missing(qso, "QSO_DATE"));
        String time =
                qso.normal("TIME_ON").filter(t -> t.matches("\\d{4,6}")).orElseThrow(() -> missing(qso, "TIME_ON"));
        String own = qso.normal("STATION_CALLSIGN")
                .or(() -> qso.normal("OPERATOR"))
                .orElseGet(() -> text(header, PREFIX + "CALLSIGN", ""));
        if (own.isEmpty()) {
            throw missing(qso, "STATION_CALLSIGN");
        }
        var line = new StringBuilder(qso.has(CabrilloFields.NOT_CLAIMED) ? "X-QSO: " : "QSO: ");
        pad(line, freq, -5);
        pad(line, mode, 2);
        line.append(date, 0, 4)
                .append('-')
                .append(date, 4, 6)
                .append('-')
                .append(date, 6, 8)
                .append(' ');
        line.append(time, 0, 4).append(' ');
        pad(line, own, 13);
        exchange(line, qso, "RST_SENT", "STX");
        pad(line, qso.normal("CALL").orElseThrow(() -> missing(qso, "CALL")), 13);
        exchange(line, qso, "RST_RCVD", "SRX");
        qso.normal(CabrilloFields.TRANSMITTER).ifPresent(line::append);
        out.write(line.toString().stripTrailing());
        out.write('\n');
        written++;
    }

    private static void exchange(StringBuilder line, AdifRecord qso, String report, String serial) {
        qso.normal(report).ifPresent(r -> pad(line, r, 3));
        pad(line, text(qso, serial + "_STRING", text(qso, serial, "")), 6);
    }

    /** Positive widths pad behind the text, negative ones before it; one blank follows. */
    private static void pad(StringBuilder line, String text, int width) {
        int blanks = Math.max(0, Math.abs(width) - text.length());
        line.append(width < 0 ? " ".repeat(blanks) : "")
                .append(text)
                .append(width < 0 ? "" : " ".repeat(blanks))
                .append(' ');
    }

    private static ConvertException missing(AdifRecord qso, String field) {
        return new ConvertException("the QSO with " + text(qso, "CALL", "?") + " on " + text(qso, "QSO_DATE", "?")
                + " at " + text(qso, "TIME_ON", "?") + " has no usable " + field + ", which Cabrillo needs");
    }

    private static String text(AdifRecord record, String name, String otherwise) {
        String value = record == null ? null : record.get(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }

    private void tag(String name, String value) throws IOException {
        out.write(name + ": " + value + "\n");
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        if (!begun) {
            begin(null);
        }
        out.write("END-OF-LOG:\n");
        out.close();
    }
}
