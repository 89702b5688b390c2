package org.everycore.radio.adif;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Writes ADX, the XML form of ADIF, such that reading gives back the same fields. Characters that XML cannot hold become U+FFFD.
 *
 * <p>A field named in the header's USERDEFn becomes a {@code USERDEF} element, APP_PROGRAM_FIELD an {@code APP} element. Type letters are kept
 * where ADX has a place for them: on application fields.
 */
public final class AdxWriter implements Closeable {
    /** The least and the greatest value of a user-defined field, as ADI writes them behind its name; anything else is a list. */
    private static final Pattern RANGE = Pattern.compile("\\{ *-?[0-9.]+ *: *-?[0-9.]+ *\\}");

    private final Writer out;
    private final Set<String> userDefined = new TreeSet<>();
    private long written;

    public AdxWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    /** Begins the document with a header of this program and the user-defined fields of the header given. */
    public void header(AdifRecord from) throws IOException {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ADX>\n<HEADER>\n");
        out.write("<ADIF_VER>3.1.7</ADIF_VER>\n<PROGRAMID>everycore</PROGRAMID>\n");
        for (AdifField field : from.fields()) {
            if (field.name().startsWith("USERDEF")) {
                userDefined.add(definedName(field));
                String type = field.type() == AdifField.NO_TYPE ? "" : " TYPE=\"" + field.type() + "\"";
                String[] parts = field.value().split(",", 2);
                String values = parts.length < 2 ? "" : parts[1].strip();
                String limits = values.isEmpty()
                        ? ""
                        : (RANGE.matcher(values).matches() ? " RANGE=\"" : " ENUM=\"") + escaped(values) + "\"";
                out.write("<USERDEF FIELDID=\"" + escaped(field.name().substring("USERDEF".length())) + "\"" + type
                        + limits + ">" + escaped(parts[0].strip()) + "</USERDEF>\n");
            }
        }
        out.write("</HEADER>\n<RECORDS>\n");
    }

    /** Knows user-defined fields by the header of another writer, to write records that are put behind its header. */
    public void userDefined(AdifRecord header) {
        for (AdifField field : header.fields()) {
            if (field.name().startsWith("USERDEF")) {
                userDefined.add(definedName(field));
            }
        }
    }

    private static String definedName(AdifField field) {
        return field.value().split(",", 2)[0].strip().toUpperCase(Locale.ROOT);
    }

    public void flush() throws IOException {
        out.flush();
    }

    /** Writes a QSO, its mode in the {@linkplain NormalMode#written normal form}. */
    public void record(AdifRecord record) throws IOException {
        out.write("<RECORD>");
        for (AdifField field : NormalMode.written(record).fields()) {
            element(field);
        }
        out.write("</RECORD>\n");
        written++;
    }

    /** Records written so far. */
    public long written() {
        return written;
    }

    private void element(AdifField field) throws IOException {
        String name = field.name();
        List<String> app = application(name);
        if (!app.isEmpty()) {
            String type = field.type() == AdifField.NO_TYPE ? "" : " TYPE=\"" + field.type() + "\"";
            out.write("<APP PROGRAMID=\"" + app.get(0) + "\" FIELDNAME=\"" + app.get(1) + "\"" + type + ">"
                    + escaped(field.value()) + "</APP>");
        } else if (userDefined.contains(name) || !isElementName(name)) {
            out.write("<USERDEF FIELDNAME=\"" + name + "\">" + escaped(field.value()) + "</USERDEF>");
        } else {
            out.write("<" + name + ">" + escaped(field.value()) + "</" + name + ">");
        }
    }

    /** Names that would not read back as themselves are written as USERDEF. */
    private static boolean isElementName(String name) {
        return name.matches("[A-Z_][A-Z0-9_]*")
                && !Set.of("ADX", "HEADER", "RECORDS", "RECORD", "APP", "USERDEF")
                        .contains(name);
    }

    private static List<String> application(String name) {
        if (!name.startsWith("APP_")) {
            return List.of();
        }
        int end = name.indexOf('_', 4);
        return end < 5 || end == name.length() - 1
                ? List.of()
                : new ArrayList<>(List.of(name.substring(4, end), name.substring(end + 1)));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\r' -> escaped.append("&#13;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xfffd);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }

    /** Ends the document and closes the stream below. */
    @Override
    public void close() throws IOException {
        out.write("</RECORDS>\n</ADX>\n");
        out.close();
    }
}
