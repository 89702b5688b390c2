package org.everycore.radio.award;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.CallsignResolver;
import org.everycore.radio.entity.Entity;
import org.everycore.radio.entity.Resolution;
import org.everycore.radio.entity.Subdivision;

/**
 * Fills what a QSO says nothing of: entity, zones and continent, from its callsign and day. What is logged stands.
 *
 * <p>An entity that is logged and lies in one zone gives zone and continent by itself. Where an entity has several, the zones are those of its
 * subdivision, if the QSO names one that lies in a single zone, else those of the callsign's block, if that is of the entity.
 */
final class PlaceFiller {
    /** The fields that are filled, by their number in {@link Counts#filled}. */
    static final List<String> FIELDS = List.of("DXCC", "CQZ", "ITUZ", "CONT", "COUNTRY");

    private static final int DXCC = 0;
    private static final int CQZ = 1;
    private static final int ITUZ = 2;
    private static final int CONT = 3;
    private static final int COUNTRY = 4;
    private static final int MOST_CODE = 999;
    private static final List<String> CONTINENTS = List.of("", "NA", "SA", "EU", "AF", "OC", "AS", "AN");

    private final CallsignResolver resolver;
    private final int[] at = new int[FIELDS.size()];
    private final int state;
    private final ColumnValues[] columns;
    private final ColumnValues.Ints[] isLogged = new ColumnValues.Ints[FIELDS.size()];
    private final ColumnValues.Ints entityOf;
    private final Map<Integer, ColumnValues.Ints> subdivisions = new HashMap<>();
    /** Numbers of values in their columns, each one higher so that 0 is none: by entity code, zone or continent. */
    private final int[][] numbers = {new int[MOST_CODE + 1], new int[256], new int[256], new int[CONTINENTS.size()]};

    private final Resolution[] whole = new Resolution[MOST_CODE + 1];
    private long filledColumns;

    /** @param names the names of the columns, {@link #FIELDS} and STATE among them */
    PlaceFiller(CallsignResolver resolver, List<String> names, ColumnValues[] columns, ColumnValues.Ints entityOf) {
        this.resolver = resolver;
        this.columns = columns;
        this.entityOf = entityOf;
        for (int i = 0; i < at.length; i++) {
            at[i] = names.indexOf(FIELDS.get(i));
            isLogged[i] = columns[at[i]].ints(text -> text.isEmpty() ? 0 : 1);
        }
        state = names.indexOf("STATE");
        for (Entity entity : AdifTables.entities()) {
            if (!resolver.hasOneZone(entity.code())) {
                addSubdivisions(entity);
            }
        }
        for (Entity entity : AdifTables.entities()) {
            if (resolver.hasOneZone(entity.code())) {
                whole[entity.code()] = resolver.resolve("", CallsignResolver.TODAY, entity.code());
            }
        }
    }

    /** Zones by the subdivisions of an entity, CQ below and ITU above the eighth bit, 0 where one lies in several. */
    private void addSubdivisions(Entity entity) {
        Map<String, Integer> zones = new HashMap<>();
        for (Subdivision subdivision : AdifTables.subdivisionsOf(entity.code())) {
            zones.putIfAbsent(subdivision.code(), only(subdivision.cqZones()) | only(subdivision.ituZones()) << 8);
        }
        if (!zones.isEmpty()) {
            subdivisions.put(entity.code(), columns[state].ints(text -> zones.getOrDefault(text, 0)));
        }
    }

    private static int only(List<String> zones) {
        return zones.size() == 1 && zones.get(0).matches("[0-9]{1,2}") ? Integer.parseInt(zones.get(0)) : 0;
    }

    /**
     * Fills the row of a QSO.
     *
     * @param call upper-case bytes, or null if {@code longCall} is the callsign
     * @return a bit for each column that was filled
     */
    long fill(int[] row, byte[] call, int callLength, String longCall, int date, Counts counts) {
        boolean noEntity = isMissing(row, DXCC);
        boolean noZone = isMissing(row, CQZ) || isMissing(row, ITUZ) || isMissing(row, CONT);
        filledColumns = 0;
        if (noEntity) {
            Resolution found =
                    longCall == null ? resolver.resolve(call, callLength, date) : resolver.resolve(longCall, date);
            counts.resolved[found.basis().index()]++;
            if (found.found()) {
                put(row, DXCC, found.entity(), counts);
                fillZones(row, found.entity(), found, counts);
            }
        } else if (noZone) {
            int entity = entityOf.get(row[at[DXCC]]);
            if (entity > 0) {
                fillZones(row, entity, logged(entity, call, callLength, longCall, date), counts);
            }
        }
        if (isMissing(row, COUNTRY) && row[at[DXCC]] >= 0 && entityOf.get(row[at[DXCC]]) > 0) {
            counts.filled[COUNTRY]++;
        }
        return filledColumns;
    }

    private boolean isMissing(int[] row, int field) {
        int value = row[at[field]];
        return value < 0 || isLogged[field].get(value) == 0;
    }

    private Resolution logged(int entity, byte[] call, int callLength, String longCall, int date) {
        if (whole[entity] != null) {
            return whole[entity];
        }
        Resolution found =
                longCall == null ? resolver.resolve(call, callLength, date) : resolver.resolve(longCall, date);
        if (found.entity() == entity) {
            return found;
        }
        Optional<Entity> known = AdifTables.entity(entity);
        String continent = known.isPresent() && resolver.hasOneContinent(entity)
                ? known.get().continent()
                : "";
        return new Resolution(entity, 0, 0, continent, found.basis(), found.source());
    }

    private void fillZones(int[] row, int entity, Resolution place, Counts counts) {
        ColumnValues.Ints byState = row[state] < 0 ? null : subdivisions.get(entity);
        int zones = byState == null ? 0 : byState.get(row[state]);
        if (isMissing(row, CQZ)) {
            put(row, CQZ, (zones & 0xff) != 0 ? zones & 0xff : place.cqZone(), counts);
        }
        if (isMissing(row, ITUZ)) {
            put(row, ITUZ, zones >>> 8 != 0 ? zones >>> 8 : place.ituZone(), counts);
        }
        if (isMissing(row, CONT)) {
            put(row, CONT, CONTINENTS.indexOf(place.continent()), counts);
        }
    }

    /** Puts a code, a zone or a continent's number into the row; 0 is none. */
    private void put(int[] row, int field, int value, Counts counts) {
        if (value == 0) {
            return;
        }
        if (numbers[field][value] == 0) {
            String text = field == CONT ? CONTINENTS.get(value) : Integer.toString(value);
            numbers[field][value] = columns[at[field]].number(text) + 1;
        }
        row[at[field]] = numbers[field][value] - 1;
        filledColumns |= 1L << at[field];
        counts.filled[field]++;
    }
}
