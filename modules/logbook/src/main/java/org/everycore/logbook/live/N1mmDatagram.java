package org.everycore.logbook.live;

import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.entity.SafeXml;

/**
 * A datagram of N1MM Logger+'s UDP broadcasts: XML whose first element says what it is. {@code contactinfo} is a new QSO,
 * {@code contactreplace} a changed and {@code contactdelete} a removed one; the others (radios, scores, spots) tell nothing of a
 * log. Frequencies count tens of hertz, times are UTC, {@code ID} stays with a QSO through all changes.
 */
final class N1mmDatagram {
    /** Where the program's own number of a QSO is kept. */
    static final String ID = "APP_N1MM_ID";

    private static final Set<String> OTHERS = Set.of(
            "radioinfo",
            "appinfo",
            "contact",
            "dynamicresults",
            "lookupinfo",
            "spot",
            "scoreinfo",
            "externalcallsignlookup",
            "rotorinfo",
            "n1mmrotor");
    private static final int LONGEST = 4096;

    private N1mmDatagram() {}

    /** @param start the beginning of the text in lower case */
    static boolean is(String start) {
        String element = start;
        if (start.startsWith("<?xml")) {
            return true;
        }
        int end = 1;
        while (end < element.length() && Character.isLetterOrDigit(element.charAt(end))) {
            end++;
        }
        String name = start.startsWith("<") ? element.substring(1, end) : "";
        return name.equals("contactinfo")
                || name.equals("contactreplace")
                || name.equals("contactdelete")
                || OTHERS.contains(name);
    }

    static List<LiveEvent> read(byte[] data, int from) throws DatagramException {
        Map<String, String> values = new HashMap<>();
        String root;
        try {
            XMLStreamReader xml = SafeXml.factory().createXMLStreamReader(new StringReader(text(data, from)));
            root = elements(xml, values);
        } catch (XMLStreamException e) {
            throw new DatagramException("its XML cannot be read: " + firstLine(e.getMessage()), e);
        }
        String program = values.getOrDefault("app", "").isBlank()
                ? "N1MM"
                : values.get("app").strip();
        return switch (root) {
            case "contactinfo" -> List.of(new LiveEvent.Logged(program, qso(values)));
            case "contactreplace" ->
                List.of(new LiveEvent.Changed(program, reference(values, "oldcall", "oldtimestamp"), qso(values)));
            case "contactdelete" -> List.of(new LiveEvent.Deleted(program, reference(values, "call", "timestamp")));
            default -> List.of();
        };
    }

    /** N1MM writes UTF-8 and says so; what is not UTF-8 comes from a program that took its machine's code page. */
    private static String text(byte[] data, int from) {
        ByteBuffer bytes = ByteBuffer.wrap(data, from, data.length - from);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return new String(data, from, data.length - from, StandardCharsets.ISO_8859_1);
        }
    }

    private static String elements(XMLStreamReader xml, Map<String, String> values)
            throws XMLStreamException, DatagramException {
        String root = "";
        String name = "";
        int depth = 0;
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                name = xml.getLocalName().toLowerCase(Locale.ROOT);
                text.setLength(0);
                if (depth == 1) {
                    root = name;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (depth == 2) {
                    values.putIfAbsent(name, text.toString().strip());
                }
                depth--;
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                if (text.length() + xml.getTextLength() > LONGEST) {
                    throw new DatagramException("its " + name + " is longer than " + LONGEST + " characters");
                }
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new DatagramException("its XML has a document type, which is not read");
            }
        }
        return root;
    }

    private static LiveEvent.Reference reference(Map<String, String> values, String call, String time) {
        String was = values.getOrDefault(call, "").isEmpty() ? values.getOrDefault("call", "") : values.get(call);
        String when = values.getOrDefault(time, "").isEmpty() ? values.getOrDefault("timestamp", "") : values.get(time);
        String digits = when.replaceAll("\\D", "");
        int day = digits.length() >= 8 ? Integer.parseInt(digits.substring(0, 8)) : 0;
        return new LiveEvent.Reference(was.strip().toUpperCase(Locale.ROOT), day, ID, values.getOrDefault("id", ""));
    }

    private static AdifRecord qso(Map<String, String> values) throws DatagramException {
        String call = values.getOrDefault("call", "").toUpperCase(Locale.ROOT);
        if (call.isEmpty()) {
            throw new DatagramException("its contact has no call");
        }
        String time = values.getOrDefault("timestamp", "");
        if (!time.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d)?")) {
            throw new DatagramException("timestamp of its contact with " + call + " is \"" + time + "\"");
        }
        String digits = time.replaceAll("\\D", "");
        BigDecimal frequency = megahertz(values.getOrDefault("txfreq", ""));
        BigDecimal received = megahertz(values.getOrDefault("rxfreq", ""));
        BigDecimal own = frequency == null ? received : frequency;
        NormalMode mode = NormalMode.of(values.getOrDefault("mode", ""), "");
        String band = band(values.getOrDefault("band", ""), own);
        RecordFields fields = new RecordFields()
                .put("CALL", call)
                .put("QSO_DATE", digits.substring(0, 8))
                .put("TIME_ON", digits.substring(8))
                .put("BAND", band)
                .put("FREQ", own == null ? "" : own.toPlainString())
                .put("MODE", mode.mode())
                .put("SUBMODE", mode.submode());
        if (own != null && received != null && received.compareTo(own) != 0) {
            fields.put("FREQ_RX", received.toPlainString())
                    .put("BAND_RX", Bands.name(Bands.ofFrequency(received.doubleValue())));
        }
        return fields.put("RST_SENT", values.get("snt"))
                .put("RST_RCVD", values.get("rcv"))
                .put("STX", serial(values.get("sntnr")))
                .put("SRX", serial(values.get("rcvnr")))
                .put("SRX_STRING", values.get("exchange1"))
                .put("GRIDSQUARE", values.get("gridsquare"))
                .put("ARRL_SECT", values.get("section"))
                .put("PRECEDENCE", values.get("prec"))
                .put("CHECK", values.get("ck"))
                .put("NAME", values.get("name"))
                .put("QTH", values.get("qth"))
                .put("COMMENT", values.get("comment"))
                .put("RX_PWR", WsjtxDatagram.watts(values.getOrDefault("power", "")))
                .put("CONT", continent(values.getOrDefault("continent", "")))
                .put("CONTEST_ID", values.get("contestname"))
                .put("OPERATOR", values.get("operator"))
                .put("STATION_CALLSIGN", values.get("mycall"))
                .put("APP_N1MM_POINTS", values.get("points"))
                .put("APP_N1MM_STATION", values.get("stationname"))
                .put(ID, values.get("id"))
                .record();
    }

    /** The band that the frequency lies in, else the one that N1MM names by its megahertz. */
    private static String band(String megahertz, BigDecimal frequency) {
        int band = frequency == null ? Bands.NONE : Bands.ofFrequency(frequency.doubleValue());
        if (band == Bands.NONE) {
            band = Bands.ofName(megahertz);
        }
        if (band == Bands.NONE && megahertz.matches("\\d{1,6}([.,]\\d{1,3})?")) {
            double mhz = Double.parseDouble(megahertz.replace(',', '.'));
            // Some of N1MM's names lie below their band: 10 is the 30 m band, 24 the 12 m band, 902 and 1240 begin
            // theirs.
            band = mhz == 10
                    ? Bands.ofName("30m")
                    : mhz == 18
                            ? Bands.ofName("17m")
                            : mhz == 24 ? Bands.ofName("12m") : mhz == 5 ? Bands.ofName("60m") : Bands.ofFrequency(mhz);
        }
        return Bands.name(band);
    }

    private static BigDecimal megahertz(String tensOfHertz) {
        if (!tensOfHertz.matches("\\d{1,12}") || Long.parseLong(tensOfHertz) == 0) {
            return null;
        }
        BigDecimal mhz = BigDecimal.valueOf(Long.parseLong(tensOfHertz), 5).stripTrailingZeros();
        return mhz.scale() < 0 ? mhz.setScale(0) : mhz;
    }

    private static String serial(String number) {
        return number != null && number.matches("\\d{1,9}") && Integer.parseInt(number) > 0 ? number : "";
    }

    private static String continent(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return Set.of("AF", "AN", "AS", "EU", "NA", "OC", "SA").contains(name) ? name : "";
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
