package org.everycore.logbook.live;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Tells what a datagram is by its first bytes and reads it: WSJT-X's and JTDX's messages, N1MM Logger+'s XML, or ADIF as text.
 * Datagrams that know nothing of a log (a heartbeat, a decoded line, a radio's frequency) give no events.
 */
public final class Datagrams {
    private static final int LOOKED_AT = 64;

    private Datagrams() {}

    /**
     * What a datagram tells.
     *
     * @throws DatagramException when it is of none of these forms, or breaks its own
     */
    public static List<LiveEvent> read(byte[] data) throws DatagramException {
        if (WsjtxDatagram.is(data)) {
            return WsjtxDatagram.read(data);
        }
        int from = blanks(data);
        String start = new String(data, from, Math.min(LOOKED_AT, data.length - from), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        if (N1mmDatagram.is(start)) {
            return N1mmDatagram.read(data, from);
        }
        if (start.startsWith("<")) {
            return AdifDatagram.read(data, from, "ADIF");
        }
        throw new DatagramException("it is neither WSJT-X's, nor N1MM's, nor ADIF");
    }

    /** The bytes before the first that counts: blanks, and the mark of UTF-8. */
    private static int blanks(byte[] data) {
        int at = 0;
        if (data.length >= 3 && (data[0] & 0xff) == 0xef && (data[1] & 0xff) == 0xbb && (data[2] & 0xff) == 0xbf) {
            at = 3;
        }
        while (at < data.length && data[at] >= 0 && data[at] <= ' ') {
            at++;
        }
        return at;
    }
}
