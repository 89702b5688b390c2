package org.everycore.radio.award;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.Subdivision;

/** What people call the keys of an award: the names of DXCC entities, states and continents; other keys are their own names. */
public final class KeyNames {
    /** Numbers by their size, other keys as text. */
    public static final Comparator<String> ORDER =
            Comparator.comparingLong(KeyNames::number).thenComparing(Comparator.naturalOrder());

    private KeyNames() {}

    /** The name of a key of the award, if people have one for it. */
    public static Optional<String> of(AwardDefinition definition, String key) {
        if (definition.fields().equals(List.of("DXCC"))) {
            return key.matches("[0-9]{1,3}")
                    ? AdifTables.entity(Integer.parseInt(key)).map(entity -> entity.name())
                    : Optional.empty();
        }
        if (definition.fields().equals(List.of("STATE"))) {
            return definition.where().getOrDefault("DXCC", Set.of()).stream()
                    .filter(code -> code.matches("[0-9]{1,3}"))
                    .sorted()
                    .flatMap(code -> AdifTables.subdivisionsOf(Integer.parseInt(code)).stream())
                    .filter(subdivision -> same(subdivision.code(), key))
                    .map(Subdivision::name)
                    .findFirst();
        }
        if (definition.fields().equals(List.of("CONT"))) {
            return AdifTables.continents().stream()
                    .filter(continent -> continent.code().equals(key))
                    .map(continent -> continent.name())
                    .findFirst();
        }
        return Optional.empty();
    }

    private static long number(String key) {
        return key.matches("[0-9]{1,18}") ? Long.parseLong(key) : Long.MAX_VALUE;
    }

    /** Numbers are the same with and without zeros before them. */
    private static boolean same(String code, String key) {
        return code.equals(key) || code.replaceFirst("^0+", "").equals(key);
    }
}
