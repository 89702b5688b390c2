package org.everycore.cli.awards.page;

import java.util.List;
import java.util.Map;
import org.everycore.jobs.Json;
import org.everycore.radio.award.KeyQsos;

/** The QSOs behind an award's keys as the page carries them: JSON in an element that no browser runs. */
final class KeyData {
    /** So many QSOs a page holds of one key. */
    static final int MOST_OF_KEY = 8;
    /** And of all keys together. */
    private static final int MOST = 30_000;

    private int held;

    static String day(int date) {
        String day = Integer.toString(date);
        return day.length() == 8 ? day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6) : day;
    }

    /** An element for one award; nothing once the page holds enough. */
    String element(String award, Map<String, KeyQsos.Key> keys) {
        StringBuilder json = new StringBuilder("{");
        for (Map.Entry<String, KeyQsos.Key> key : keys.entrySet()) {
            if (held >= MOST) {
                break;
            }
            List<KeyQsos.Shown> shown = key.getValue().first();
            held += shown.size();
            json.append(json.length() > 1 ? "," : "")
                    .append(text(key.getKey()))
                    .append(":{\"n\":")
                    .append(key.getValue().count())
                    .append(",\"q\":[");
            for (int i = 0; i < shown.size(); i++) {
                KeyQsos.Shown qso = shown.get(i);
                String time = qso.time().substring(0, 2) + ":" + qso.time().substring(2);
                json.append(i > 0 ? ",[" : "[")
                        .append(text(day(qso.date()) + " " + time))
                        .append(',')
                        .append(text(qso.call()))
                        .append(',')
                        .append(text(qso.band()))
                        .append(',')
                        .append(text(qso.mode()))
                        .append(',')
                        .append(text(qso.confirmedBy()))
                        .append(']');
            }
            json.append("]}");
        }
        return "<script type=\"application/json\" class=\"qsos\" data-award=\"" + Html.text(award) + "\">"
                + json.append('}') + "</script>\n";
    }

    /** A string of JSON in which nothing can end the element. */
    private static String text(String value) {
        try {
            return Json.mapper()
                    .writeValueAsString(value.replaceAll("\\p{Cntrl}", "?"))
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("any text can be written", e);
        }
    }
}
