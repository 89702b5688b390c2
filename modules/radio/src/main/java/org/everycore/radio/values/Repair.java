package org.everycore.radio.values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.adif.RecordRules;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.Band;
import org.everycore.radio.entity.Counties;
import org.everycore.radio.entity.FieldDefinition;
import org.everycore.radio.entity.Subdivision;

/**
 * Mends what has one meaning only: values that are written in another way than ADIF writes them. What could mean two things stays as it is. A value
 * that is right is never touched.
 */
public final class Repair {
    private static final Pattern BAND = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(M|CM|MM|METERS?|METRES?|MTRS?)?");
    private static final Pattern FREQUENCY = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(MHZ|KHZ|GHZ|HZ)?");
    private static final Pattern DAY = Pattern.compile("([0-9]{1,4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,4})(?:[T ].*)?");
    private static final Pattern TIME =
            Pattern.compile("([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?(?:\\.[0-9]+)? ?(?:Z|UTC)?");
    private static final Pattern IOTA = Pattern.compile("(AF|AN|AS|EU|NA|OC|SA)[- ]?0*([0-9]{1,3})");
    private static final Map<String, String> YES_AND_NO = Map.of(
            "YES", "Y", "TRUE", "Y", "1", "Y", "NO", "N", "FALSE", "N", "0", "N", "REQUESTED", "R", "IGNORE", "I");
    private static final Map<String, String> CONTINENTS = Map.of(
            "EUROPE", "EU",
            "AFRICA", "AF",
            "ASIA", "AS",
            "OCEANIA", "OC",
            "ANTARCTICA", "AN",
            "NORTH AMERICA", "NA",
            "SOUTH AMERICA", "SA");
    private static final Map<String, Integer> UNITS = Map.of("HZ", -6, "KHZ", -3, "MHZ", 0, "GHZ", 3);

    private final Map<String, Optional<FieldDefinition>> definitions = new HashMap<>();

    /**
     * Mends a record of which some fields may stand twice: equal ones are one. Of different ones the first stands, and the caller is told.
     *
     * @return empty if a field stands twice with different values
     */
    public Optional<Altered> apply(List<AdifField> fields) {
        Map<String, String> seen = new HashMap<>();
        List<AdifField> once = new ArrayList<>();
        List<FieldChange> twice = new ArrayList<>();
        for (AdifField field : fields) {
            String first = seen.putIfAbsent(field.name(), field.value());
            if (first == null) {
                once.add(field);
            } else if (first.strip().equalsIgnoreCase(field.value().strip())) {
                twice.add(new FieldChange(field.name(), field.value(), field.value(), "stood twice"));
            } else {
                return Optional.empty();
            }
        }
        Altered mended = apply(AdifRecord.of(once));
        twice.addAll(mended.changes());
        return Optional.of(new Altered(mended.record(), twice));
    }

    /**
     * The QSOs in the fields between two ends of records: two and more where ends between them were lost, which shows by the first field coming
     * again, and by each part having a call, a day and a time and no field twice; else one.
     */
    public List<List<AdifField>> parts(List<AdifField> fields) {
        List<List<AdifField>> parts = new ArrayList<>();
        List<AdifField> part = new ArrayList<>();
        for (AdifField field : fields) {
            if (!part.isEmpty() && field.name().equals(fields.get(0).name())) {
                parts.add(part);
                part = new ArrayList<>();
            }
            part.add(field);
        }
        parts.add(part);
        for (List<AdifField> one : parts) {
            long names = one.stream().map(AdifField::name).distinct().count();
            boolean isQso = parts.size() > 1
                    && names == one.size()
                    && RecordRules.check(apply(AdifRecord.of(one)).record()).isEmpty();
            if (!isQso) {
                return List.of(fields);
            }
        }
        return parts;
    }

    public Altered apply(AdifRecord qso) {
        Draft draft = new Draft(qso);
        call(draft, "CALL");
        call(draft, "STATION_CALLSIGN");
        call(draft, "OPERATOR");
        frequencies(draft);
        for (AdifField field : qso.fields()) {
            Optional<FieldDefinition> known = definitions.computeIfAbsent(field.name(), AdifTables::field);
            if (known.isPresent() && draft.has(field.name())) {
                value(draft, known.get());
            }
        }
        states(draft);
        AdifRecord normal = NormalMode.written(draft.record());
        if (!normal.equals(draft.record())) {
            draft.become(normal, "the normal form of the mode");
        }
        return Altered.of(draft);
    }

    private static void call(Draft draft, String field) {
        String text = draft.get(field);
        if (text.isEmpty() || Forms.isCall(text)) {
            return;
        }
        String mended =
                text.replace('\u00d8', '0').replaceAll("[<>,;.?!'\"()\\[\\]\\s]+$|^[<>,;.?!'\"()\\[\\]\\s]+", "");
        mended = mended.replaceAll("/+$", "").replace('\\', '/').replaceAll("\\s*/\\s*", "/");
        if (Forms.isCall(mended)) {
            draft.set(field, mended, "characters that no callsign has");
        }
    }

    private static void frequencies(Draft draft) {
        for (String suffix : List.of("", "_RX")) {
            frequency(draft, suffix);
            band(draft, suffix);
        }
    }

    /** A decimal comma, a unit behind the number, or kHz and Hz for MHz, if that lies in the band that is logged or in any. */
    private static void frequency(Draft draft, String suffix) {
        String field = "FREQ" + suffix;
        String text = draft.get(field);
        if (text.isEmpty()) {
            return;
        }
        Optional<Band> logged = AdifTables.band(draft.get("BAND" + suffix));
        OptionalDouble plain = Forms.number(text);
        if (plain.isPresent() && AdifTables.bandAt(plain.getAsDouble()).isPresent()) {
            return;
        }
        Matcher matcher = FREQUENCY.matcher(text.replace(',', '.'));
        if (!matcher.matches()) {
            return;
        }
        String unit = matcher.group(2);
        for (int power : unit == null ? new int[] {0, -3, -6} : new int[] {UNITS.get(unit)}) {
            String mhz = new java.math.BigDecimal(matcher.group(1))
                    .movePointRight(power)
                    .stripTrailingZeros()
                    .toPlainString();
            Optional<Band> band = AdifTables.bandAt(Double.parseDouble(mhz));
            if (band.isPresent() && (logged.isEmpty() || logged.equals(band))) {
                draft.set(field, mhz, "MHz with a point");
                return;
            }
        }
    }

    /** A number with or without its unit, where it names one band only; or a frequency in MHz. */
    private static void band(Draft draft, String suffix) {
        String field = "BAND" + suffix;
        String text = draft.get(field);
        if (text.isEmpty() || AdifTables.band(text).isPresent()) {
            return;
        }
        OptionalDouble mhz = Forms.number(draft.get("FREQ" + suffix));
        Optional<Band> byFrequency = mhz.isPresent() ? AdifTables.bandAt(mhz.getAsDouble()) : Optional.empty();
        List<Band> named = new ArrayList<>();
        Matcher matcher = BAND.matcher(text.replace(',', '.'));
        if (matcher.matches()) {
            String unit = matcher.group(2) == null ? "" : matcher.group(2).replaceAll("^M[ET].*", "M");
            for (String one : unit.isEmpty() ? List.of("M", "CM", "MM") : List.of(unit)) {
                AdifTables.band(matcher.group(1) + one).ifPresent(named::add);
            }
        }
        Matcher frequency = FREQUENCY.matcher(text.replace(',', '.'));
        if (named.isEmpty() && frequency.matches()) {
            int power = frequency.group(2) == null ? 0 : UNITS.get(frequency.group(2));
            AdifTables.bandAt(new java.math.BigDecimal(frequency.group(1))
                            .movePointRight(power)
                            .doubleValue())
                    .ifPresent(named::add);
        }
        if (byFrequency.isPresent() && (named.isEmpty() || named.contains(byFrequency.get()))) {
            draft.set(field, byFrequency.get().name(), "the band of FREQ" + suffix);
        } else if (named.size() == 1 && byFrequency.isEmpty()) {
            draft.set(field, named.get(0).name(), "the band's name");
        }
    }

    private static void value(Draft draft, FieldDefinition definition) {
        String field = definition.name();
        String text = draft.get(field);
        switch (definition.type()) {
            case "Date" -> day(draft, field, text);
            case "Time" -> time(draft, field, text);
            case "GridSquare" -> grid(draft, field, text);
            case "Number", "PositiveInteger", "Integer" -> number(draft, definition, text);
            case "IOTARefNo" -> {
                Matcher iota = IOTA.matcher(text);
                if (!Forms.fits("IOTARefNo", text) && iota.matches()) {
                    String number =
                            ("000" + iota.group(2)).substring(iota.group(2).length());
                    draft.set(field, iota.group(1) + "-" + number, "three digits behind a hyphen");
                }
            }
            case "Enumeration", "Boolean" -> enumeration(draft, definition, text);
            default -> {
                // Free text means what it says.
            }
        }
    }

    /** A day with its marks; with the day or the month first only where no other reading is a day. */
    private static void day(Draft draft, String field, String text) {
        if (RecordRules.isDate(draft.raw(field))) {
            return;
        }
        Matcher parts = DAY.matcher(text);
        List<String> days = new ArrayList<>();
        if (RecordRules.isDate(text)) {
            days.add(text);
        } else if (parts.matches()) {
            String[] part = {parts.group(1), parts.group(2), parts.group(3)};
            boolean dotted = text.indexOf('.') > 0;
            int[][] orders = part[0].length() == 4
                    ? new int[][] {{0, 1, 2}}
                    : part[2].length() != 4
                            ? new int[0][]
                            : dotted ? new int[][] {{2, 1, 0}} : new int[][] {{2, 1, 0}, {2, 0, 1}};
            for (int[] order : orders) {
                String day = part[order[0]] + two(part[order[1]]) + two(part[order[2]]);
                if (RecordRules.isDate(day) && !days.contains(day)) {
                    days.add(day);
                }
            }
        }
        if (days.size() == 1) {
            draft.set(field, days.get(0), "a day is YYYYMMDD");
        }
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    /** A time with its marks, or one that lost the zeros before it. */
    private static void time(Draft draft, String field, String text) {
        if (RecordRules.isTime(draft.raw(field))) {
            return;
        }
        Matcher parts = TIME.matcher(text);
        String plain = text.replaceAll(" ?(?:Z|UTC)$", "");
        String time = parts.matches()
                ? two(parts.group(1)) + parts.group(2) + (parts.group(3) == null ? "" : parts.group(3))
                : plain.matches("[0-9]{3}|[0-9]{5}") ? "0" + plain : plain;
        if (RecordRules.isTime(time)) {
            draft.set(field, time, "a time is HHMM or HHMMSS");
        }
    }

    /** A locator with blanks in it, or with half a pair at its end. */
    private static void grid(Draft draft, String field, String text) {
        if (Forms.isGrid(text)) {
            return;
        }
        String plain = text.replaceAll("\\s+", "");
        String even = plain.length() % 2 == 0 ? plain : plain.substring(0, plain.length() - 1);
        if (even.length() >= 4 && Forms.isGrid(even)) {
            draft.set(field, even, "whole pairs without blanks");
        }
    }

    /** A decimal comma; a zone of 0, which says nothing; a whole number with decimals of zero. */
    private static void number(Draft draft, FieldDefinition definition, String text) {
        String field = definition.name();
        if (field.startsWith("FREQ")) {
            return;
        }
        String plain = text.replace(',', '.');
        OptionalDouble number = Forms.number(plain);
        boolean zone =
                field.endsWith("CQ_ZONE") || field.endsWith("ITU_ZONE") || field.equals("CQZ") || field.equals("ITUZ");
        if (number.isPresent() && zone && number.getAsDouble() == 0) {
            draft.remove(field, "no zone is 0");
        } else if (number.isPresent() && Forms.number(text).isEmpty()) {
            draft.set(field, plain, "a point stands before the decimals");
        } else if (!definition.type().equals("Number") && plain.matches("[0-9]+\\.0*")) {
            draft.set(field, plain.substring(0, plain.indexOf('.')), "a whole number");
        }
    }

    private static void enumeration(Draft draft, FieldDefinition definition, String text) {
        String field = definition.name();
        if (definition.enumeration().equals("Continent")) {
            if (CONTINENTS.containsKey(text)) {
                draft.set(field, CONTINENTS.get(text), "the continent's letters");
            }
            return;
        }
        if (definition.enumeration().equals("DXCC_Entity_Code")) {
            if (text.matches("[0-9]{1,3}\\.0*")) {
                draft.set(field, text.substring(0, text.indexOf('.')), "a whole number");
            }
            return;
        }
        var values = definition.type().equals("Boolean")
                ? java.util.Set.of("Y", "N")
                : AdifTables.enumeration(definition.enumeration());
        String letter = YES_AND_NO.get(text);
        if (letter != null && values.contains(letter) && !values.contains(text)) {
            draft.set(field, letter, "the letter for it");
        }
    }

    /** The name of a state for its code, and a county of the state beside it. */
    private static void states(Draft draft) {
        String state = draft.get("STATE");
        String dxcc = draft.get("DXCC");
        if (dxcc.matches("[0-9]{1,3}") && state.length() > 3) {
            List<Subdivision> named = AdifTables.subdivisionsOf(Integer.parseInt(dxcc)).stream()
                    .filter(one -> one.name().toUpperCase(Locale.ROOT).equals(state))
                    .toList();
            if (named.size() == 1) {
                draft.set("STATE", named.get(0).code(), "the code of the state");
            }
        }
        String county = draft.get("CNTY");
        String now = draft.get("STATE");
        if (!county.isEmpty() && county.indexOf(',') < 0 && now.length() == 2) {
            Optional<String> found = Counties.named(now + "," + county);
            if (found.isPresent()) {
                draft.set("CNTY", now + "," + draft.raw("CNTY").strip(), "STATE,County");
            }
        }
    }
}
