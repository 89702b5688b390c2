package org.everycore.radio.entity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The enumerations of ADIF 3.1.7, each read from its table when first asked for. */
public final class AdifTables {
    /** The version of ADIF the tables are of. */
    public static final String VERSION = "3.1.7";

    private AdifTables() {}

    public static List<Band> bands() {
        return Bands.ALL;
    }

    /** The band of that name, in any case. */
    public static Optional<Band> band(String name) {
        return Optional.ofNullable(Bands.BY_NAME.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    /** The band that a frequency lies in. */
    public static Optional<Band> bandAt(double mhz) {
        for (Band band : Bands.ALL) {
            if (band.contains(mhz)) {
                return Optional.of(band);
            }
        }
        return Optional.empty();
    }

    public static List<EmissionMode> modes() {
        return Modes.ALL;
    }

    public static Optional<EmissionMode> mode(String name) {
        return Optional.ofNullable(Modes.BY_NAME.get(upper(name)));
    }

    public static List<Submode> submodes() {
        return Submodes.ALL;
    }

    public static Optional<Submode> submode(String name) {
        return Optional.ofNullable(Submodes.BY_NAME.get(upper(name)));
    }

    public static List<FieldDefinition> fields() {
        return Fields.ALL;
    }

    public static Optional<FieldDefinition> field(String name) {
        return Optional.ofNullable(Fields.BY_NAME.get(upper(name)));
    }

    public static List<Continent> continents() {
        return Continents.ALL;
    }

    public static List<Entity> entities() {
        return Entities.ALL;
    }

    public static Optional<Entity> entity(int code) {
        return code < 0 || code >= Entities.BY_CODE.length
                ? Optional.empty()
                : Optional.ofNullable(Entities.BY_CODE[code]);
    }

    /** The entity's name, or "entity N" for a number that ADIF does not know. */
    public static String entityName(int code) {
        return entity(code).map(Entity::name).orElseGet(() -> "entity " + code);
    }

    public static List<Subdivision> subdivisions() {
        return Subdivisions.ALL;
    }

    public static List<Subdivision> subdivisionsOf(int dxcc) {
        return Subdivisions.ALL.stream().filter(s -> s.dxcc() == dxcc).toList();
    }

    /** The values, in upper case, of an enumeration that has no table of its own, such as {@code Propagation_Mode}; none if there is no such. */
    public static Set<String> enumeration(String name) {
        return Enumerations.BY_NAME.getOrDefault(name, Set.of());
    }

    private static String upper(String name) {
        return name.strip().toUpperCase(Locale.ROOT);
    }

    private static <T> Map<String, T> index(List<T> rows, Function<T, String> key) {
        Map<String, T> byKey = new HashMap<>(rows.size() * 2);
        rows.forEach(row -> byKey.putIfAbsent(key.apply(row), row));
        return byKey;
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static final class Bands {
        static final List<Band> ALL =
                Tsv.read("bands.tsv", 3, c -> new Band(c[0], Double.parseDouble(c[1]), Double.parseDouble(c[2])));
        static final Map<String, Band> BY_NAME = index(ALL, Band::name);
    }

    private static final class Modes {
        static final List<EmissionMode> ALL =
                Tsv.read("modes.tsv", 3, c -> new EmissionMode(c[0], c[1].equals("I"), c[2]));
        static final Map<String, EmissionMode> BY_NAME = index(ALL, EmissionMode::name);
    }

    private static final class Submodes {
        static final List<Submode> ALL = Tsv.read("submodes.tsv", 2, c -> new Submode(c[0], c[1]));
        static final Map<String, Submode> BY_NAME = index(ALL, Submode::name);
    }

    private static final class Fields {
        static final List<FieldDefinition> ALL = Tsv.read(
                "fields.tsv",
                6,
                c -> new FieldDefinition(c[0], c[1], c[2], c[3].contains("H"), c[3].contains("I"), c[4], c[5]));
        static final Map<String, FieldDefinition> BY_NAME = index(ALL, FieldDefinition::name);
    }

    private static final class Continents {
        static final List<Continent> ALL = Tsv.read("continents.tsv", 2, c -> new Continent(c[0], c[1]));
    }

    private static final class Entities {
        static final List<Entity> ALL = Tsv.read(
                "entities.tsv",
                6,
                c -> new Entity(number(c[0]), c[1].equals("D"), number(c[2]), number(c[3]), c[4], c[5]));
        static final Entity[] BY_CODE = new Entity[1000];

        static {
            ALL.forEach(entity -> BY_CODE[entity.code()] = entity);
        }
    }

    private static final class Subdivisions {
        static final List<Subdivision> ALL = Tsv.read(
                "subdivisions.tsv",
                7,
                c -> new Subdivision(
                        number(c[0]),
                        c[1],
                        c[2].contains("D"),
                        c[2].contains("I"),
                        zones(c[3]),
                        zones(c[4]),
                        c[5],
                        c[6]));

        private static List<String> zones(String text) {
            return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
        }
    }

    private static final class Enumerations {
        static final Map<String, Set<String>> BY_NAME = new HashMap<>();

        static {
            Tsv.read("enumerations.tsv", 3, c -> BY_NAME.computeIfAbsent(c[0], any -> new HashSet<>())
                    .add(upper(c[1])));
        }
    }
}
