package org.everycore.logbook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;

/**
 * A record as the text that the database keeps: {@code <NAME:LENGTH:TYPE>VALUE} for each field, lengths in UTF-16 units;
 * a record with a NUL character, which PostgreSQL does not take, in Base64 behind an equals sign.
 */
final class RecordText {
    static final char ESCAPED = '=';

    private RecordText() {}

    static String encode(AdifRecord record) {
        var text = new StringBuilder(256);
        for (AdifField field : record.fields()) {
            text.append('<')
                    .append(field.name())
                    .append(':')
                    .append(field.value().length());
            if (field.type() != AdifField.NO_TYPE) {
                text.append(':').append(field.type());
            }
            text.append('>').append(field.value());
        }
        String encoded = text.toString();
        return encoded.indexOf('\0') < 0
                ? encoded
                : ESCAPED + Base64.getEncoder().encodeToString(encoded.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] utf8(String stored) {
        return stored.getBytes(StandardCharsets.UTF_8);
    }

    static AdifRecord decode(String stored) {
        String text = stored;
        if (!stored.isEmpty() && stored.charAt(0) == ESCAPED) {
            text = new String(Base64.getDecoder().decode(stored.substring(1)), StandardCharsets.UTF_8);
        }
        List<AdifField> fields = new ArrayList<>(16);
        int at = 0;
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = text.indexOf('>', colon);
            if (colon < 0 || end < 0) {
                throw new LogbookException("a stored QSO cannot be read at character " + at + ": " + text);
            }
            String name = text.substring(at + 1, colon);
            int length = 0;
            char type = AdifField.NO_TYPE;
            for (int i = colon + 1; i < end; i++) {
                char c = text.charAt(i);
                if (c == ':') {
                    type = text.charAt(i + 1);
                    break;
                }
                length = length * 10 + c - '0';
            }
            fields.add(new AdifField(name, type, text.substring(end + 1, end + 1 + length)));
            at = end + 1 + length;
        }
        return AdifRecord.of(fields);
    }
}
