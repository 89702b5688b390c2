package org.everycore.radio.convert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Problem;
import org.everycore.radio.adif.Reason;
import org.everycore.radio.entity.AdifTables;

/**
 * Reads a Cabrillo log, versions 2 and 3.
 *
 * <p>A QSO line is frequency, mode, date, time, own call, sent exchange, call, received exchange and, at multi-transmitter
 * stations, the transmitter. The two exchanges have the same number of words; where that leaves two readings, the word
 * that looks like a callsign decides. A first word that is a signal report becomes RST_SENT or RST_RCVD, the rest
 * STX_STRING or SRX_STRING, a serial number STX or SRX as well.
 */
final class CabrilloSource implements RecordSource {
    private static final int FIXED = 5;
    private static final int MOST_SHOWN = 120;

    private final BufferedReader in;
    private final List<AdifField> header = new ArrayList<>();
    private final Consumer<Problem> problems;
    private int line;
    private long records;
    private String contest = "";
    private AdifRecord ready;
    private boolean done;

    /** @param problems is told of each line that is no QSO; it costs that line alone */
    CabrilloSource(InputStream in, Consumer<Problem> problems) {
        this.problems = problems;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The log's header lines as fields {@code APP_CABRILLO_...}. */
    @Override
    public AdifRecord header() {
        advance();
        return AdifRecord.lastOf(header);
    }

    @Override
    public boolean hasNext() {
        advance();
        return ready != null;
    }

    private void advance() {
        try {
            while (ready == null && !done) {
                String text = in.readLine();
                line++;
                if (text == null) {
                    done = true;
                } else {
                    read(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            if (!text.isBlank()) {
                tell("no tag in \"" + text.strip() + "\"");
            }
            return;
        }
        String tag = text.substring(0, colon).strip().toUpperCase(Locale.ROOT).replace("\uFEFF", "");
        String rest = text.substring(colon + 1).strip();
        switch (tag) {
            case "QSO", "X-QSO" -> {
                records++;
                try {
                    ready = qso(rest, tag.equals("X-QSO"));
                } catch (ConvertException e) {
                    tell(e.getMessage());
                }
            }
            case "END-OF-LOG" -> done = true;
            case "START-OF-LOG" -> {}
            default -> {
                if (tag.equals("CONTEST")) {
                    contest = rest.toUpperCase(Locale.ROOT);
                }
                String name = "APP_CABRILLO_" + tag.replace('-', '_');
                if (AdifField.isName(name)) {
                    header.add(new AdifField(name, rest));
                }
            }
        }
    }

    private void tell(String what) {
        String shown = what.length() > MOST_SHOWN ? what.substring(0, MOST_SHOWN) + "..." : what;
        problems.accept(new Problem(records, line, 0, "", Reason.BAD_LINE, shown));
    }

    private AdifRecord qso(String text, boolean notClaimed) {
        String[] words = text.split("\\s+");
        if (words.length < FIXED + 2) {
            throw new ConvertException("a QSO has at least " + (FIXED + 2) + " columns, this has " + words.length);
        }
        String mode = words[1].toUpperCase(Locale.ROOT);
        List<AdifField> fields = new ArrayList<>();
        int call = callAt(words);
        boolean transmitter = words.length - call - 1 > call - FIXED;
        int end = transmitter ? words.length - 1 : words.length;
        fields.add(new AdifField("CALL", words[call].toUpperCase(Locale.ROOT)));
        frequency(fields, words[0]);
        fields.add(
                CabrilloFields.mode(mode).isEmpty()
                        ? new AdifField(CabrilloFields.MODE, mode)
                        : new AdifField("MODE", CabrilloFields.mode(mode)));
        fields.add(new AdifField("QSO_DATE", date(words[2])));
        fields.add(new AdifField("TIME_ON", time(words[3])));
        fields.add(new AdifField("STATION_CALLSIGN", words[4].toUpperCase(Locale.ROOT)));
        exchange(fields, "RST_SENT", "STX", Arrays.asList(words).subList(FIXED, call), mode);
        exchange(fields, "RST_RCVD", "SRX", Arrays.asList(words).subList(call + 1, end), mode);
        if (!contest.isEmpty()) {
            fields.add(new AdifField("CONTEST_ID", contest));
        }
        if (transmitter) {
            fields.add(new AdifField(CabrilloFields.TRANSMITTER, words[end]));
        }
        if (notClaimed) {
            fields.add(new AdifField(CabrilloFields.NOT_CLAIMED, "Y"));
        }
        return AdifRecord.of(fields);
    }

    /** Where the other station's call stands: in the middle of what follows the own call, or beside it. */
    private static int callAt(String[] words) {
        int middle = FIXED + (words.length - FIXED - 1) / 2;
        for (int at : new int[] {middle, middle - 1, middle + 1}) {
            if (at >= FIXED && at < words.length && looksLikeCall(words[at])) {
                return at;
            }
        }
        return middle;
    }

    private static boolean looksLikeCall(String word) {
        return word.matches("(?i)[A-Z0-9/]*[0-9][A-Z0-9/]*[A-Z][A-Z0-9/]*")
                && word.length() >= 3
                && !word.matches("\\d+[A-Za-z]");
    }

    private void frequency(List<AdifField> fields, String word) {
        CabrilloFields.band(word).ifPresentOrElse(band -> fields.add(new AdifField("BAND", band)), () -> {
            double khz = CabrilloFields.number(word)
                    .orElseThrow(() -> new ConvertException("\"" + word + "\" is neither a frequency nor a band"));
            String mhz = BigDecimal.valueOf(khz)
                    .movePointLeft(3)
                    .stripTrailingZeros()
                    .toPlainString();
            fields.add(new AdifField("FREQ", mhz));
            AdifTables.bandAt(khz / 1000).ifPresent(band -> fields.add(new AdifField("BAND", band.name())));
        });
    }

    private String date(String word) {
        if (!word.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw new ConvertException("date \"" + word + "\" is not yyyy-mm-dd");
        }
        return word.replace("-", "");
    }

    private String time(String word) {
        if (!word.matches("\\d{4}")) {
            throw new ConvertException("time \"" + word + "\" is not hhmm");
        }
        return word;
    }

    private void exchange(List<AdifField> fields, String report, String serial, List<String> words, String mode) {
        int from = 0;
        if (words.size() > 1 && CabrilloFields.isReport(words.get(0), mode, contest)) {
            fields.add(new AdifField(report, words.get(0)));
            from = 1;
        }
        String rest = String.join(" ", words.subList(from, words.size()));
        if (rest.matches("\\d{1,9}")) {
            fields.add(new AdifField(serial, rest));
        }
        if (!rest.isEmpty()) {
            fields.add(new AdifField(serial + "_STRING", rest));
        }
    }

    @Override
    public AdifRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the log has no further record");
        }
        AdifRecord record = ready;
        ready = null;
        return record;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
