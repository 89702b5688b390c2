package org.everycore.radio.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PrefixAgreementTest {
    private static final Pattern ENTRY = Pattern.compile(
            "\"deleted\": (true|false),.*?\"entityCode\": (\\d+),.*?\"prefix\": \"([^\"]*)\"", Pattern.DOTALL);
    private final CallsignResolver resolver = CallsignResolver.builtIn();

    /** Another project's list of prefixes of current entities; those that it gives to several entities say nothing. */
    @Test
    void agreesWithAnIndependentList() throws IOException {
        Map<String, List<Integer>> owners = new HashMap<>();
        Matcher entries = ENTRY.matcher(Files.readString(ReferenceFiles.find("radio/others/dxcc-prefixes.json")));
        while (entries.find()) {
            if (entries.group(1).equals("false")) {
                for (String prefix : prefixes(entries.group(3))) {
                    owners.computeIfAbsent(prefix, p -> new ArrayList<>()).add(Integer.parseInt(entries.group(2)));
                }
            }
        }
        List<String> differing = new ArrayList<>();
        int compared = 0;
        for (var owner : owners.entrySet()) {
            String call = owner.getKey()
                    + (Character.isDigit(last(owner.getKey())) || owner.getKey().length() > 3 ? "" : "1") + "QYX";
            if (owner.getValue().size() == 1) {
                compared++;
                int ours = resolver.resolve(call, CallsignResolver.TODAY).entity();
                if (ours != owner.getValue().get(0)) {
                    differing.add(call + " is " + owner.getValue() + " there, " + ours + " here");
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
        assertThat(differing).hasSizeLessThan(compared / 50);
    }

    /** The callsigns of a generated log, whose entity is known. */
    @Test
    void agreesWithTheEntitiesOfALog() throws IOException {
        Pattern field = Pattern.compile("(?i)<(CALL|DXCC|QSO_DATE):(\\d+)[^>]*>");
        String log;
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(ReferenceFiles.find("radio/log10k-nodamage.adi.gz")))) {
            log = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int compared = 0;
        int differing = 0;
        for (String qso : log.split("(?i)<EOR>")) {
            Map<String, String> values = new HashMap<>();
            Matcher m = field.matcher(qso);
            while (m.find()) {
                int end = Math.min(qso.length(), m.end() + Integer.parseInt(m.group(2)));
                values.put(m.group(1).toUpperCase(Locale.ROOT), qso.substring(m.end(), end));
            }
            // The generator signs /MM and foreign prefixes without changing the entity: plain callsigns only.
            if (values.size() == 3
                    && values.get("QSO_DATE").matches("\\d{8}")
                    && !values.get("CALL").contains("/")) {
                compared++;
                Resolution ours = resolver.resolve(values.get("CALL"), Integer.parseInt(values.get("QSO_DATE")));
                differing += Integer.parseInt(values.get("DXCC").strip()) == ours.entity() ? 0 : 1;
            }
        }
        assertThat(compared).isGreaterThan(5000);
        // Its random digits and shared prefixes make callsigns of other entities (EA with 6, 8, 9; JD1, 3Y0, VP8, E5).
        assertThat(differing).isLessThan(compared / 30);
    }

    private static char last(String text) {
        return text.charAt(text.length() - 1);
    }

    /** Expands such texts as {@code VA-VG,VO} and {@code 9M6,8}. */
    private static List<String> prefixes(String list) {
        List<String> all = new ArrayList<>();
        String before = "";
        for (String item : list.split(",")) {
            if (item.isEmpty() || item.contains("/") || item.contains("_")) {
                continue;
            }
            if (item.length() == 1 && before.length() > 2) {
                item = before.substring(0, before.length() - 1) + item;
            }
            Matcher range =
                    Pattern.compile("([A-Z0-9])([A-Z])-([A-Z0-9])([A-Z])(\\d?)").matcher(item);
            Matcher numbered =
                    Pattern.compile("([A-Z])([A-Z])(\\d)-\\1([A-Z])\\3(.?)").matcher(item);
            if (range.matches()) {
                for (char c = range.group(2).charAt(0); c <= range.group(4).charAt(0); c++) {
                    all.add(range.group(1) + c + range.group(5));
                }
            } else if (numbered.matches()) {
                for (char c = numbered.group(2).charAt(0);
                        c <= numbered.group(4).charAt(0);
                        c++) {
                    all.add(numbered.group(1) + c + numbered.group(3) + numbered.group(5));
                }
            } else if (item.indexOf('-') < 0) {
                all.add(item);
            }
            before = item;
        }
        return all;
    }
}
