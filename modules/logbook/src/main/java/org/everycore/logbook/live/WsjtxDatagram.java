package org.everycore.logbook.live;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.JulianFields;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.NormalMode;

/**
 * A message of WSJT-X, JTDX and programs that talk like them, as WSJT-X's NetworkMessage.hpp defines it: numbers as Qt writes
 * them, high byte first; a magic number, the schema's, the message's type, the sender's name, then what the type has. Two types
 * tell of a log: 5, a QSO as fields, and 12, a QSO as ADIF. Fields that later schemas added may be missing at the end.
 */
final class WsjtxDatagram {
    private static final int MAGIC = 0xadbccbda;
    private static final int QSO_LOGGED = 5;
    private static final int LOGGED_ADIF = 12;
    private static final long MILLIS_A_DAY = 86_400_000L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    private static final Pattern POWER = Pattern.compile("\\s*(\\d{1,5}(?:[.,]\\d{1,6})?)\\s*(m|k)?w?(?:atts?)?\\s*");

    private final ByteBuffer data;

    private WsjtxDatagram(byte[] data) {
        this.data = ByteBuffer.wrap(data);
    }

    static boolean is(byte[] data) {
        return data.length >= 4 && ByteBuffer.wrap(data).getInt() == MAGIC;
    }

    static List<LiveEvent> read(byte[] data) throws DatagramException {
        return new WsjtxDatagram(data).read();
    }

    private List<LiveEvent> read() throws DatagramException {
        need("a message's head", 12);
        data.getInt(); // the magic number
        data.getInt(); // all schemas begin alike
        int type = data.getInt();
        if (type != QSO_LOGGED && type != LOGGED_ADIF) {
            return List.of();
        }
        String sender = text("the sender's name");
        String program = sender.isBlank() ? "WSJT-X" : sender.strip();
        if (type == LOGGED_ADIF) {
            byte[] adif = text("ADIF").getBytes(StandardCharsets.UTF_8);
            return AdifDatagram.read(adif, 0, program);
        }
        return List.of(new LiveEvent.Logged(program, qso()));
    }

    private AdifRecord qso() throws DatagramException {
        LocalDateTime off = time("the time off");
        String call = text("the call");
        String grid = text("the grid");
        need("the frequency", Long.BYTES);
        long hertz = data.getLong();
        String mode = text("the mode");
        String sent = text("the report sent");
        String received = text("the report received");
        String power = text("the power");
        String comment = text("the comment");
        String name = text("the name");
        LocalDateTime on = data.hasRemaining() ? time("the time on") : off;
        String operator = later("the operator");
        String station = later("the station");
        String ownGrid = later("the own grid");
        String exchangeSent = later("the exchange sent");
        String exchangeReceived = later("the exchange received");
        String propagation = later("the propagation mode");
        LocalDateTime start = on == null ? off : on;
        if (start == null) {
            throw new DatagramException("its QSO with " + call + " has no time");
        }
        NormalMode normal = NormalMode.of(mode, "");
        RecordFields fields = new RecordFields()
                .put("CALL", call.strip().toUpperCase(Locale.ROOT))
                .put("QSO_DATE", start.format(DateTimeFormatter.BASIC_ISO_DATE))
                .put("TIME_ON", start.format(TIME));
        if (off != null) {
            fields.put("QSO_DATE_OFF", off.format(DateTimeFormatter.BASIC_ISO_DATE))
                    .put("TIME_OFF", off.format(TIME));
        }
        if (hertz > 0) {
            BigDecimal mhz = BigDecimal.valueOf(hertz, 6);
            fields.put("BAND", Bands.name(Bands.ofFrequency(mhz.doubleValue())))
                    .put("FREQ", mhz.stripTrailingZeros().toPlainString());
        }
        return fields.put("MODE", normal.mode())
                .put("SUBMODE", normal.submode())
                .put("RST_SENT", sent)
                .put("RST_RCVD", received)
                .put("GRIDSQUARE", grid)
                .put("TX_PWR", watts(power))
                .put("COMMENT", comment)
                .put("NAME", name)
                .put("OPERATOR", operator)
                .put("STATION_CALLSIGN", station)
                .put("MY_GRIDSQUARE", ownGrid)
                .put("STX_STRING", exchangeSent)
                .put("SRX_STRING", exchangeReceived)
                .put("PROP_MODE", propagation)
                .record();
    }

    /** What people type as their power, in watts; empty if it is none. */
    static String watts(String power) {
        Matcher matcher = POWER.matcher(power.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return "";
        }
        BigDecimal number = new BigDecimal(matcher.group(1).replace(',', '.'));
        String unit = matcher.group(2);
        BigDecimal watts = unit == null ? number : number.movePointRight(unit.equals("k") ? 3 : -3);
        return watts.stripTrailingZeros().toPlainString();
    }

    private String later(String what) throws DatagramException {
        return data.hasRemaining() ? text(what) : "";
    }

    /** Text as Qt writes bytes: their number, all ones for none, then the bytes. */
    private String text(String what) throws DatagramException {
        need(what, Integer.BYTES);
        int length = data.getInt();
        if (length == -1) {
            return "";
        }
        if (length < 0) {
            throw new DatagramException(what + " has the length " + Integer.toUnsignedString(length));
        }
        need(what, length);
        byte[] bytes = new byte[length];
        data.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A point in time in UTC, as Qt writes it: Julian day, milliseconds of the day, kind of clock; null for none. */
    private LocalDateTime time(String what) throws DatagramException {
        need(what, Long.BYTES + Integer.BYTES + 1);
        long day = data.getLong();
        int millis = data.getInt();
        int clock = data.get();
        int offset = 0;
        if (clock == 2) {
            need(what, Integer.BYTES);
            offset = data.getInt();
        } else if (clock != 0 && clock != 1) {
            throw new DatagramException(what + " is by a clock of kind " + clock);
        }
        if (day == Long.MIN_VALUE || millis == -1) {
            return null;
        }
        // Years 1 to 9999, whatever the sender means.
        if (day < 1_721_426
                || day > 5_373_484
                || millis < 0
                || millis >= MILLIS_A_DAY
                || Math.abs((long) offset) > 64_800) {
            throw new DatagramException(what + " is day " + day + ", millisecond " + millis);
        }
        LocalDateTime read = LocalDate.EPOCH
                .with(JulianFields.JULIAN_DAY, day)
                .atStartOfDay()
                .plusNanos(millis * 1_000_000L);
        return clock == 0
                ? read.atZone(ZoneId.systemDefault())
                        .withZoneSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : read.minusSeconds(offset);
    }

    private void need(String what, int bytes) throws DatagramException {
        if (data.remaining() < bytes) {
            throw new DatagramException("it ends within " + what);
        }
    }
}
