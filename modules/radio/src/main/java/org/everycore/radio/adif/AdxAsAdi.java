package org.everycore.radio.adif;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.everycore.radio.entity.SafeXml;

/**
 * An ADX document (the XML form of ADIF) as a stream of ADI with lengths in bytes, so that all that reads ADI reads ADX.
 *
 * <p>{@code APP} elements become {@code APP_PROGRAMID_FIELDNAME}, {@code USERDEF} elements the field that they name; type letters are kept.
 * Document types and entities beyond the five of XML are not read. Memory is bounded by one value of {@link AdifScanner#MOST_VALUE} bytes.
 */
final class AdxAsAdi extends InputStream {
    private static final int MOST_DEPTH = 16;

    private final XMLStreamReader xml;
    private final InputStream in;
    private final String name;
    private final ByteArrayOutputStream ahead = new ByteArrayOutputStream();
    private byte[] chunk = new byte[0];
    private int at;
    private boolean ended;

    AdxAsAdi(InputStream in, String name) throws IOException {
        this.in = in;
        this.name = name;
        try {
            xml = SafeXml.factory().createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] b, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, b, offset, n);
        at += n;
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        while (at == chunk.length) {
            if (ended) {
                return false;
            }
            ahead.reset();
            try {
                advance();
            } catch (XMLStreamException e) {
                throw damaged(e);
            }
            chunk = ahead.toByteArray();
            at = 0;
        }
        return true;
    }

    private void advance() throws XMLStreamException, IOException {
        switch (xml.next()) {
            case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName().toUpperCase(Locale.ROOT));
            case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName().toUpperCase(Locale.ROOT));
            case XMLStreamConstants.DTD -> throw new NotALogException(name + ": a document type is not allowed in ADX");
            case XMLStreamConstants.END_DOCUMENT -> ended = true;
            default -> {
                // Comments, white space and instructions carry nothing.
            }
        }
    }

    private void start(String element) throws XMLStreamException {
        switch (element) {
            case "ADX", "HEADER", "RECORDS", "RECORD" -> {
                // Only what stands inside counts.
            }
            case "APP" -> {
                String field = "APP_" + attribute("PROGRAMID") + "_" + attribute("FIELDNAME");
                field(field, attribute("TYPE"));
            }
            case "USERDEF" -> {
                String defined = attribute("FIELDNAME");
                if (defined.isEmpty()) {
                    // ADI has a field's list or range of values behind its name.
                    String values = raw("ENUM").isEmpty() ? raw("RANGE") : raw("ENUM");
                    field("USERDEF" + attribute("FIELDID"), attribute("TYPE"), values.isEmpty() ? "" : "," + values);
                } else {
                    field(defined, "");
                }
            }
            default -> field(element, "");
        }
    }

    private void end(String element) {
        if (element.equals("HEADER")) {
            write("<EOH>\n");
        } else if (element.equals("RECORD")) {
            write("<EOR>\n");
        }
    }

    private String attribute(String wanted) {
        return raw(wanted).toUpperCase(Locale.ROOT);
    }

    private String raw(String wanted) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equalsIgnoreCase(wanted)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    private void field(String field, String type) throws XMLStreamException {
        field(field, type, "");
    }

    /** @param behind what is put behind the element's text */
    private void field(String field, String type, String behind) throws XMLStreamException {
        byte[] value = (text() + behind).getBytes(StandardCharsets.UTF_8);
        String tag = field.replaceAll("[^A-Z0-9_ ]", "_");
        write("<" + tag + ":" + value.length + (type.length() == 1 ? ":" + type : "") + ">");
        // Nothing behind the value: a blank would let its length count characters as well as bytes.
        ahead.writeBytes(value);
    }

    private String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (depth > MOST_DEPTH) {
                    throw new XMLStreamException("elements nested too deep", xml.getLocation());
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (xml.hasText() && event != XMLStreamConstants.COMMENT && text.length() < AdifScanner.MOST_VALUE) {
                text.append(xml.getText());
            }
        }
        return text.toString();
    }

    private void write(String text) {
        ahead.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private NotALogException damaged(XMLStreamException e) {
        String place = e.getLocation() == null
                ? ""
                : ", line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber();
        return new NotALogException(name + place + ": damaged ADX", e);
    }
}
