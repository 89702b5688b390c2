package org.everycore.radio.values;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.everycore.radio.adif.AdifRecord;
import org.everycore.radio.adif.NormalMode;
import org.everycore.radio.adif.RecordRules;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.Band;
import org.everycore.radio.entity.CallsignResolver;
import org.everycore.radio.entity.Counties;
import org.everycore.radio.entity.Entity;
import org.everycore.radio.entity.Regions;
import org.everycore.radio.entity.Resolution;
import org.everycore.radio.entity.Subdivision;

/**
 * Fills fields that follow from others, and only those that have no value: band from frequency, entity, country, zones and continent from
 * callsign and day, state where it is sure, locators from coordinates, references from SIG and SIG_INFO.
 */
public final class Inference {
    /** The fields that can be filled, in the order in which they are. */
    public static final List<String> FIELDS = List.of(
            "BAND",
            "BAND_RX",
            "MODE",
            "PROP_MODE",
            "GRIDSQUARE",
            "MY_GRIDSQUARE",
            "POTA_REF",
            "SOTA_REF",
            "WWFF_REF",
            "IOTA",
            "DXCC",
            "STATE",
            "COUNTRY",
            "CQZ",
            "ITUZ",
            "CONT",
            "REGION");

    private static final Set<Integer> US = Set.of(291, 6, 110);
    private static final Map<Integer, String> ONE_STATE = Map.of(6, "AK", 110, "HI");

    private final CallsignResolver resolver;
    private final Set<String> wanted;
    private final Map<Integer, Map<String, Subdivision>> subdivisions = new HashMap<>();

    /** @param wanted the fields to fill, of {@link #FIELDS} */
    public Inference(CallsignResolver resolver, Set<String> wanted) {
        this.resolver = resolver;
        this.wanted = Set.copyOf(wanted);
    }

    public Altered apply(AdifRecord qso) {
        Draft draft = new Draft(qso);
        band(draft, "");
        band(draft, "_RX");
        if (!draft.has("MODE")) {
            fill(draft, "MODE", NormalMode.of(qso).mode(), "from SUBMODE");
        }
        if (draft.has("SAT_NAME")) {
            fill(draft, "PROP_MODE", "SAT", "from SAT_NAME");
        }
        locator(draft, "LAT", "LON", "GRIDSQUARE");
        locator(draft, "MY_LAT", "MY_LON", "MY_GRIDSQUARE");
        references(draft);
        places(draft);
        return Altered.of(draft);
    }

    private void fill(Draft draft, String field, String value, String why) {
        if (wanted.contains(field)) {
            draft.fill(field, value, why);
        }
    }

    private void band(Draft draft, String suffix) {
        OptionalDouble mhz = Forms.number(draft.get("FREQ" + suffix));
        if (mhz.isPresent()) {
            AdifTables.bandAt(mhz.getAsDouble())
                    .map(Band::name)
                    .ifPresent(band -> fill(draft, "BAND" + suffix, band, "from FREQ" + suffix));
        }
    }

    private void references(Draft draft) {
        String info = draft.get("SIG_INFO");
        String field =
                switch (draft.get("SIG")) {
                    case "POTA" -> "POTA_REF";
                    case "SOTA" -> "SOTA_REF";
                    case "WWFF" -> "WWFF_REF";
                    case "IOTA" -> "IOTA";
                    default -> "";
                };
        String type = field.isEmpty()
                ? ""
                : AdifTables.field(field).map(known -> known.type()).orElse("");
        if (!type.isEmpty() && !info.isEmpty() && Forms.fits(type, info)) {
            fill(draft, field, info, "from SIG_INFO");
        }
    }

    private void locator(Draft draft, String lat, String lon, String field) {
        OptionalDouble north = degrees(draft.get(lat), "NS");
        OptionalDouble east = degrees(draft.get(lon), "EW");
        if (north.isPresent() && east.isPresent()) {
            fill(draft, field, locator(north.getAsDouble(), east.getAsDouble()), "from " + lat + " and " + lon);
        }
    }

    private static OptionalDouble degrees(String text, String letters) {
        if (!Forms.fits("Location", text) || text.isEmpty() || letters.indexOf(text.charAt(0)) < 0) {
            return OptionalDouble.empty();
        }
        double value = Integer.parseInt(text.substring(1, 4)) + Double.parseDouble(text.substring(5)) / 60;
        return OptionalDouble.of(text.charAt(0) == 'N' || text.charAt(0) == 'E' ? value : -value);
    }

    /** The subsquare, six characters, in which a place lies; the poles and the date line belong to the last one. */
    static String locator(double north, double east) {
        double x = Math.min(Math.max(east + 180, 0), 359.999999);
        double y = Math.min(Math.max(north + 90, 0), 179.999999);
        int column = (int) StrictMath.floor(x * 12);
        int line = (int) StrictMath.floor(y * 24);
        return "" + (char) ('A' + column / 240) + (char) ('A' + line / 240) + column / 24 % 10 + line / 24 % 10
                + (char) ('a' + column % 24) + (char) ('a' + line % 24);
    }

    private void places(Draft draft) {
        String call = draft.get("CALL");
        String day = draft.raw("QSO_DATE");
        boolean known = Forms.isCall(call) && RecordRules.isDate(day);
        Resolution byCall = known ? resolver.resolve(call, Integer.parseInt(day)) : resolver.resolve("", 0);
        String logged = draft.get("DXCC");
        if (logged.isEmpty() && byCall.found()) {
            fill(draft, "DXCC", Integer.toString(byCall.entity()), "from CALL");
        }
        int entity = logged.isEmpty() ? byCall.entity() : logged.matches("[0-9]{1,3}") ? Integer.parseInt(logged) : 0;
        Optional<Entity> found = AdifTables.entity(entity);
        if (found.isEmpty()) {
            return;
        }
        String from = logged.isEmpty() ? "from CALL" : "from DXCC";
        state(draft, entity);
        if (known) {
            Regions.of(call, Integer.parseInt(day), entity)
                    .ifPresent(region -> fill(draft, "REGION", region, "from CALL"));
        }
        fill(draft, "COUNTRY", found.get().name(), from);
        Subdivision state = subdivisions
                .computeIfAbsent(entity, code -> AdifTables.subdivisionsOf(code).stream()
                        .collect(Collectors.toMap(Subdivision::code, one -> one, (a, b) -> a)))
                .get(draft.get("STATE"));
        boolean whole = resolver.hasOneZone(entity);
        boolean same = byCall.entity() == entity;
        zone(
                draft,
                "CQZ",
                whole ? found.get().cqZone() : same ? byCall.cqZone() : 0,
                state == null || whole ? List.of() : state.cqZones());
        zone(
                draft,
                "ITUZ",
                whole ? found.get().ituZone() : same ? byCall.ituZone() : 0,
                state == null || whole ? List.of() : state.ituZones());
        fill(
                draft,
                "CONT",
                whole || resolver.hasOneContinent(entity) ? found.get().continent() : same ? byCall.continent() : "",
                from);
    }

    private void zone(Draft draft, String field, int byCall, List<String> byState) {
        if (byState.size() == 1 && byState.get(0).matches("[0-9]{1,2}")) {
            fill(draft, field, Integer.toString(Integer.parseInt(byState.get(0))), "from STATE");
        } else if (byCall > 0) {
            fill(draft, field, Integer.toString(byCall), "from CALL");
        }
    }

    /** A state is sure where the entity is one, where the county names it, or where the ARRL's section is one whole state. */
    private void state(Draft draft, int entity) {
        if (!US.contains(entity)) {
            return;
        }
        if (ONE_STATE.containsKey(entity)) {
            fill(draft, "STATE", ONE_STATE.get(entity), "from DXCC");
            return;
        }
        String county = draft.get("CNTY");
        if (Counties.named(county).isPresent()) {
            fill(draft, "STATE", county.substring(0, county.indexOf(',')).strip(), "from CNTY");
        }
        String section = draft.get("ARRL_SECT");
        boolean isState = AdifTables.subdivisionsOf(entity).stream()
                        .anyMatch(one -> one.code().equals(section))
                && AdifTables.enumeration("ARRL_Section").contains(section);
        if (isState) {
            fill(draft, "STATE", section, "from ARRL_SECT");
        }
    }
}
