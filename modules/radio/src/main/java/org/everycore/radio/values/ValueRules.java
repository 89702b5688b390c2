package org.everycore.radio.values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.everycore.radio.adif.AdifField;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.adif.RecordRules;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.Band;
import org.everycore.radio.entity.CallsignResolver;
import org.everycore.radio.entity.Counties;
import org.everycore.radio.entity.Entity;
import org.everycore.radio.entity.FieldDefinition;
import org.everycore.radio.entity.Subdivision;
import org.everycore.radio.entity.Submode;

/**
 * Looks at the values of QSOs by ADIF's tables: data types, enumerations, ranges, and what one field says against another. Blank values and fields
 * that ADIF does not define are not looked at. Not for several threads at once.
 */
public final class ValueRules {
    private static final int FIRST_YEAR = 1930;
    private static final Set<String> US = Set.of("291", "6", "110");

    private final int today;
    private final CallsignResolver resolver = CallsignResolver.builtIn();
    private final Map<String, Optional<FieldDefinition>> definitions = new HashMap<>();
    private final Map<Integer, Set<String>> subdivisions = new HashMap<>();
    private final List<ValueProblem> problems = new ArrayList<>();

    /** @param today the last day on which a QSO can have been made, as the number YYYYMMDD */
    public ValueRules(int today) {
        this.today = today;
    }

    /** Everything that is doubtful in a record, in the order of its fields, then what fields say against each other. */
    public List<ValueProblem> check(AdifRecord qso) {
        problems.clear();
        for (AdifField field : qso.fields()) {
            String text = field.value().strip().toUpperCase(Locale.ROOT);
            if (!text.isEmpty()) {
                check(field, text);
            }
        }
        bands(qso);
        modes(qso);
        places(qso);
        times(qso);
        return List.copyOf(problems);
    }

    private void tell(String field, String value, ValueReason reason, String detail) {
        problems.add(new ValueProblem(field, value, reason, detail));
    }

    private void check(AdifField field, String text) {
        String name = field.name();
        Optional<FieldDefinition> known = definitions.computeIfAbsent(name, AdifTables::field);
        if (name.equals("CALL") && !Forms.isCall(text)) {
            tell(name, field.value(), ValueReason.NOT_A_CALL, "letters, digits and / only");
        }
        if (known.isEmpty() || known.get().header()) {
            return;
        }
        FieldDefinition definition = known.get();
        switch (definition.type()) {
            case "Date" -> day(field);
            case "Time" -> {
                if (!RecordRules.isTime(text)) {
                    tell(name, field.value(), ValueReason.NOT_A_TIME, "HHMM or HHMMSS");
                }
            }
            case "Number" -> number(field, text, definition);
            case "Integer", "PositiveInteger" -> {
                if (Forms.fits("Integer", text)) {
                    number(field, text, definition);
                } else {
                    tell(name, field.value(), ValueReason.NOT_A_NUMBER, "");
                }
            }
            case "GridSquare" -> {
                if (!Forms.isGrid(text)) {
                    tell(name, field.value(), ValueReason.NOT_A_GRID, "such as FN42 or FN42aa");
                }
            }
            case "GridSquareList", "GridSquareExt" -> form(field, text, definition, ValueReason.NOT_A_GRID);
            case "IOTARefNo", "SOTARef", "WWFFRef", "POTARefList" ->
                form(field, text, definition, ValueReason.NOT_A_REFERENCE);
            case "Boolean", "Location" -> form(field, text, definition, ValueReason.NOT_LISTED);
            case "Enumeration" -> enumeration(field, text, definition.enumeration());
            default -> {
                // Texts of any kind.
            }
        }
    }

    private void form(AdifField field, String text, FieldDefinition definition, ValueReason reason) {
        if (!Forms.fits(definition.type(), text)) {
            tell(field.name(), field.value(), reason, definition.type());
        }
    }

    private void day(AdifField field) {
        String text = field.value().strip();
        if (!RecordRules.isDate(text) || Integer.parseInt(text) < FIRST_YEAR * 10_000) {
            tell(field.name(), field.value(), ValueReason.NOT_A_DAY, "YYYYMMDD since " + FIRST_YEAR);
        } else if (Integer.parseInt(text) > today) {
            tell(field.name(), field.value(), ValueReason.FUTURE_DAY, "");
        }
    }

    private void number(AdifField field, String text, FieldDefinition definition) {
        OptionalDouble number = Forms.number(text);
        if (number.isEmpty()) {
            String detail = text.indexOf(',') >= 0 ? "a point stands before the decimals" : "";
            tell(field.name(), field.value(), ValueReason.NOT_A_NUMBER, detail);
            return;
        }
        boolean tooSmall = !definition.least().isEmpty()
                && number.getAsDouble() < Forms.number(definition.least()).orElse(Double.NEGATIVE_INFINITY);
        boolean tooLarge = !definition.greatest().isEmpty()
                && number.getAsDouble() > Forms.number(definition.greatest()).orElse(Double.POSITIVE_INFINITY);
        if (tooSmall || tooLarge) {
            tell(
                    field.name(),
                    field.value(),
                    ValueReason.OUT_OF_RANGE,
                    (definition.least().isEmpty() ? "" : "from " + definition.least())
                            + (definition.greatest().isEmpty() ? "" : " to " + definition.greatest()));
        }
    }

    private void enumeration(AdifField field, String text, String enumeration) {
        boolean listed =
                switch (enumeration) {
                    case "Band" -> AdifTables.band(text).isPresent();
                    case "Mode" ->
                        AdifTables.mode(text).isPresent()
                                || AdifTables.submode(text).isPresent();
                    case "Continent" ->
                        AdifTables.continents().stream().anyMatch(c -> c.code().equals(text));
                    case "DXCC_Entity_Code" ->
                        text.matches("[0-9]{1,9}")
                                && (Integer.parseInt(text) == 0
                                        || AdifTables.entity(Integer.parseInt(text))
                                                .isPresent());
                    default -> {
                        Set<String> values = AdifTables.enumeration(enumeration);
                        yield values.isEmpty() || values.contains(text);
                    }
                };
        if (!listed) {
            Set<String> values = AdifTables.enumeration(enumeration);
            String detail = values.isEmpty() || values.size() > 8
                    ? "none of ADIF's " + enumeration
                    : values.stream().sorted().collect(Collectors.joining(", "));
            tell(field.name(), field.value(), ValueReason.NOT_LISTED, detail);
        } else if (enumeration.equals("Mode")) {
            NormalMode normal = NormalMode.of(text, null);
            if (!normal.mode().equals(text)) {
                tell(field.name(), field.value(), ValueReason.IMPORT_ONLY, "written " + normal.text());
            }
        }
    }

    private void bands(AdifRecord qso) {
        for (String suffix : List.of("", "_RX")) {
            String freq = qso.get("FREQ" + suffix);
            if (freq == null || freq.isBlank()) {
                continue;
            }
            OptionalDouble mhz = Forms.number(freq.strip());
            if (mhz.isEmpty()) {
                continue;
            }
            Optional<Band> lies = AdifTables.bandAt(mhz.getAsDouble());
            String band = qso.normal("BAND" + suffix).orElse("");
            if (lies.isEmpty()) {
                boolean isKhz = AdifTables.bandAt(mhz.getAsDouble() / 1000).isPresent();
                tell("FREQ" + suffix, freq, ValueReason.NO_BAND, isKhz ? "kHz? the field counts MHz" : "");
            } else if (AdifTables.band(band).isPresent() && !lies.get().name().equalsIgnoreCase(band)) {
                tell("FREQ" + suffix, freq, ValueReason.OTHER_BAND, lies.get().name() + ", logged " + band);
            }
        }
    }

    private void modes(AdifRecord qso) {
        String submode = qso.normal("SUBMODE").orElse("");
        String mode = qso.normal("MODE").orElse("");
        Optional<Submode> known = submode.isEmpty() ? Optional.empty() : AdifTables.submode(submode);
        if (known.isPresent() && !mode.isEmpty() && !known.get().mode().equals(mode)) {
            tell(
                    "SUBMODE",
                    qso.get("SUBMODE"),
                    ValueReason.OTHER_MODE,
                    "of " + known.get().mode() + ", logged " + mode);
        }
    }

    private void places(AdifRecord qso) {
        int entity = entity(qso);
        Optional<Entity> known = AdifTables.entity(entity);
        if (known.isEmpty()) {
            return;
        }
        String state = qso.normal("STATE").orElse("");
        if (!state.isEmpty()) {
            Set<String> codes = subdivisions.computeIfAbsent(entity, code -> AdifTables.subdivisionsOf(code).stream()
                    .map(Subdivision::code)
                    .collect(Collectors.toUnmodifiableSet()));
            if (!codes.isEmpty() && !codes.contains(state)) {
                tell(
                        "STATE",
                        qso.get("STATE"),
                        ValueReason.OTHER_ENTITY,
                        "none of " + known.get().name());
            }
        }
        String county = qso.normal("CNTY").orElse("");
        if (!county.isEmpty() && US.contains(Integer.toString(entity))) {
            for (String one : county.split(":")) {
                if (Counties.named(one).isEmpty()) {
                    tell("CNTY", qso.get("CNTY"), ValueReason.NOT_LISTED, "STATE,County of the United States");
                    break;
                }
            }
        }
        if (resolver.hasOneZone(entity)) {
            zone(qso, "CQZ", known.get().cqZone(), known.get());
            zone(qso, "ITUZ", known.get().ituZone(), known.get());
        }
        String continent = qso.normal("CONT").orElse("");
        if (!continent.isEmpty()
                && resolver.hasOneContinent(entity)
                && AdifTables.continents().stream().anyMatch(c -> c.code().equals(continent))
                && !continent.equals(known.get().continent())) {
            tell(
                    "CONT",
                    qso.get("CONT"),
                    ValueReason.OTHER_CONTINENT,
                    known.get().name() + " lies in " + known.get().continent());
        }
    }

    private void zone(AdifRecord qso, String field, int zone, Entity entity) {
        OptionalDouble logged = Forms.number(qso.normal(field).orElse(""));
        if (logged.isPresent()
                && logged.getAsDouble() >= 1
                && logged.getAsDouble() <= 90
                && logged.getAsDouble() != zone) {
            tell(field, qso.get(field), ValueReason.OTHER_ZONE, entity.name() + " lies in " + zone);
        }
    }

    /** The entity logged; where there is none, the callsign's. */
    private int entity(AdifRecord qso) {
        String logged = qso.normal("DXCC").orElse("");
        if (!logged.isEmpty()) {
            return logged.matches("[0-9]{1,9}") ? Integer.parseInt(logged) : 0;
        }
        String call = qso.normal("CALL").orElse("");
        String day = qso.get("QSO_DATE");
        boolean isAsked = qso.has("STATE") || qso.has("CQZ") || qso.has("ITUZ") || qso.has("CONT") || qso.has("CNTY");
        return isAsked && Forms.isCall(call) && RecordRules.isDate(day)
                ? resolver.resolve(call, Integer.parseInt(day)).entity()
                : 0;
    }

    private void times(AdifRecord qso) {
        String on = qso.get("QSO_DATE");
        String off = qso.get("QSO_DATE_OFF");
        boolean days = RecordRules.isDate(on) && RecordRules.isDate(off);
        if (days && Integer.parseInt(off) < Integer.parseInt(on)) {
            tell("QSO_DATE_OFF", off, ValueReason.ENDS_EARLY, "QSO_DATE is " + on);
        } else if (days
                && on.equals(off)
                && RecordRules.isTime(qso.get("TIME_ON"))
                && RecordRules.isTime(qso.get("TIME_OFF"))) {
            String begin = qso.get("TIME_ON");
            String end = qso.get("TIME_OFF");
            if (end.substring(0, 4).compareTo(begin.substring(0, 4)) < 0) {
                tell("TIME_OFF", end, ValueReason.ENDS_EARLY, "TIME_ON is " + begin);
            }
        }
    }
}
