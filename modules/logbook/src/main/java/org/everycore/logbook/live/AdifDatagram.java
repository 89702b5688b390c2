package org.everycore.logbook.live;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.radio.adif.AdifReader;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.Problem;
import org.everycore.radio.adif.ReadRules;

/**
 * ADIF as text: whole records, with or without a header; also as the parameters of a command to log one
 * ({@code <command:3>Log<parameters:N>...}), as programs send it that talk to DXKeeper. A last record may lack its {@code <EOR>}.
 */
final class AdifDatagram {
    private static final Pattern COMMAND =
            Pattern.compile("^<command:\\d{1,3}>\\s*log\\s*<parameters:\\d{1,6}>", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("<eor>\\s*\\z", Pattern.CASE_INSENSITIVE);

    private AdifDatagram() {}

    /** @param program whose text it is, unless a header names another */
    static List<LiveEvent> read(byte[] data, int from, String program) throws DatagramException {
        String text = new String(data, from, data.length - from, StandardCharsets.ISO_8859_1);
        Matcher command = COMMAND.matcher(text);
        int start = command.find() ? from + command.end() : from;
        byte[] records = Arrays.copyOfRange(data, start, data.length);
        if (!END.matcher(text).find()) {
            records = Arrays.copyOf(records, records.length + 5);
            System.arraycopy("<EOR>".getBytes(StandardCharsets.US_ASCII), 0, records, records.length - 5, 5);
        }
        List<Problem> problems = new ArrayList<>();
        List<LiveEvent> events = new ArrayList<>();
        try (AdifReader reader = AdifReader.of(new ByteArrayInputStream(records), ReadRules.DEFAULT, problems::add)) {
            String sender = program;
            String named = reader.header().get("PROGRAMID");
            if (named != null && !named.isBlank()) {
                sender = named.strip();
            }
            while (reader.hasNext()) {
                AdifRecord qso = reader.next();
                events.add(new LiveEvent.Logged(sender, qso));
            }
        } catch (IOException e) {
            throw new DatagramException("its ADIF cannot be read: " + e.getMessage(), e);
        }
        if (events.isEmpty()) {
            throw new DatagramException("its ADIF holds no QSO"
                    + (problems.isEmpty()
                            ? ""
                            : ": " + problems.get(0).reason().key() + " "
                                    + problems.get(0).field().strip()));
        }
        return events;
    }
}
