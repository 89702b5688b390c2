package org.everycore.radio.entity;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.everycore.radio.entity.PrefixTable.Allocation;

/**
 * Club Log's {@code cty.xml}: prefixes, exceptions (whole callsigns) and invalid operations, each with the days it
 * holds for. Read as a stream, without document types or outside entities.
 */
final class ClubLogXml {
    private ClubLogXml() {}

    static PrefixTable read(InputStream in) {
        try {
            XMLStreamReader xml = SafeXml.factory().createXMLStreamReader(in);
            var table = new PrefixTable.Builder();
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "prefix", "exception", "invalid" -> add(table, xml.getLocalName(), cells(xml));
                        default -> {}
                    }
                }
            }
            return table.build();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(
                    "line " + e.getLocation().getLineNumber() + ": "
                            + e.getMessage().strip(),
                    e);
        }
    }

    /** The texts of the elements within the current one; an element that merely bears the name "prefix" has none. */
    private static Map<String, String> cells(XMLStreamReader xml) throws XMLStreamException {
        Map<String, String> cells = new HashMap<>();
        String name = "";
        int depth = 1;
        var text = new StringBuilder();
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    name = xml.getLocalName();
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    if (depth == 1) {
                        cells.put(name, text.toString().strip());
                    }
                }
                default -> {}
            }
        }
        return cells;
    }

    private static void add(PrefixTable.Builder table, String kind, Map<String, String> cells) {
        String call = cells.getOrDefault("call", "").toUpperCase(Locale.ROOT);
        if (call.isEmpty()) {
            return;
        }
        var allocation = new Allocation(
                kind.equals("invalid") ? 0 : number(cells, "adif"),
                day(cells, "start", Allocation.FIRST_DAY),
                day(cells, "end", Allocation.LAST_DAY),
                number(cells, "cqz"),
                0,
                cells.getOrDefault("cont", ""));
        if (kind.equals("prefix") && isPlain(call)) {
            table.prefix(call, allocation);
        } else {
            table.call(call, allocation);
        }
    }

    private static boolean isPlain(String prefix) {
        return prefix.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '/');
    }

    private static int number(Map<String, String> cells, String name) {
        String text = cells.getOrDefault(name, "");
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(cells.get("call") + ": " + name + " is " + text, e);
        }
    }

    /** The day of a time such as {@code 2004-06-02T00:00:00+00:00}. */
    private static int day(Map<String, String> cells, String name, int open) {
        String text = cells.getOrDefault(name, "");
        if (text.length() < 10) {
            return open;
        }
        try {
            return Integer.parseInt(text.substring(0, 4) + text.substring(5, 7) + text.substring(8, 10));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(cells.get("call") + ": " + name + " is " + text, e);
        }
    }
}
