package org.everycore.radio.adif;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length rules as a loop over a whole text by regular expressions, one character a byte: what the scanner must agree with. */
final class PlainRecords {
    private static final Pattern TAG = Pattern.compile("<([A-Za-z0-9_ ]+)(?::([0-9]+)(?::([A-Za-z]))?)?>");
    private static final Pattern EOR = Pattern.compile("<EOR>", Pattern.CASE_INSENSITIVE);

    /** A record, or what stands behind the last end of record. */
    record Plain(boolean ended, List<AdifField> fields) {
        boolean twice() {
            Set<String> names = new HashSet<>();
            return !fields.stream().allMatch(field -> names.add(field.name()));
        }
    }

    private PlainRecords() {}

    static List<Plain> of(String text, boolean recover) {
        List<Plain> records = new ArrayList<>();
        List<AdifField> fields = new ArrayList<>();
        int pos = 0;
        int start = 0;
        boolean again = false;
        Matcher tag = TAG.matcher(text);
        while (true) {
            boolean found = tag.find(pos);
            String name = found ? tag.group(1).toUpperCase(Locale.ROOT) : "";
            boolean plain = found && tag.group(2) == null;
            boolean zero = found && !plain && tag.group(2).equals("0") && (name.equals("EOR") || name.equals("EOH"));
            if (recover && !again && (!found || ((plain || zero) && name.equals("EOR")))) {
                boolean twice = (!found && !fields.isEmpty()) || new Plain(true, fields).twice();
                if (twice
                        && fields.stream().anyMatch(f -> EOR.matcher(f.value()).find())) {
                    pos = start;
                    fields = new ArrayList<>();
                    again = true;
                    continue;
                }
            }
            if (!found) {
                break;
            }
            if (plain || zero) {
                pos = tag.end();
                if (name.equals("EOH")) {
                    fields = new ArrayList<>();
                    start = pos;
                } else if (name.equals("EOR")) {
                    records.add(new Plain(true, fields));
                    fields = new ArrayList<>();
                    start = pos;
                    again = false;
                }
                continue;
            }
            int from = tag.end();
            long want = from + (tag.group(2).length() > 9 ? Integer.MAX_VALUE : Long.parseLong(tag.group(2)));
            int full = (int) Math.min(text.length(), want);
            char type = tag.group(3) == null ? AdifField.NO_TYPE : tag.group(3).charAt(0);
            int end = recover ? end(text, name, from, want, full, again) : full;
            String value = text.substring(from, end);
            fields.add(new AdifField(name, type, end == full ? value : value.replaceAll("[ \t\r\n]+$", "")));
            pos = end;
        }
        if (!fields.isEmpty()) {
            records.add(new Plain(false, fields));
        }
        return records;
    }

    private static int end(String text, String name, int from, long want, int full, boolean again) {
        Matcher eor = EOR.matcher(text).region(from, full);
        if (again && eor.find()) {
            return eor.start();
        }
        int next = full;
        while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        boolean other = next < text.length() && text.charAt(next) != '<';
        if (Overrun.ONE.contains(name) || want > text.length() || other) {
            Matcher inside = TAG.matcher(text);
            int at = from;
            while (inside.find(at) && inside.start() < full) {
                String found = inside.group(1).toUpperCase(Locale.ROOT);
                if (inside.group(2) != null || found.equals("EOR") || found.equals("EOH")) {
                    return inside.start();
                }
                at = inside.end();
            }
        }
        return full;
    }
}
