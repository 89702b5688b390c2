package org.everycore.radio.award;

import java.util.List;
import java.util.Optional;
import org.everycore.radio.entity.AdifTables;

/** What people call the keys of an award: the names of DXCC entities; other keys are their own names. */
final class KeyNames {
    private KeyNames() {}

    static Optional<String> of(AwardDefinition definition, String key) {
        if (!definition.fields().equals(List.of("DXCC"))) {
            return Optional.empty();
        }
        return AdifTables.entity(Integer.parseInt(key)).map(entity -> entity.name());
    }
}
