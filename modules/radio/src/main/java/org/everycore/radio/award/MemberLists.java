package org.everycore.radio.award;

import java.util.List;
import java.util.function.Predicate;
import org.everycore.radio.entity.AdifTables;
import org.everycore.radio.entity.Counties;
import org.everycore.radio.entity.Entity;
import org.everycore.radio.entity.Subdivision;

/** The lists of keys that a definition can name: {@code @entities}, {@code @current}, {@code @states}, {@code @counties} and {@code @subdivisions-CODE}. */
final class MemberLists {
    private static final List<String> STATES =
            List.of(("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
                            + "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY")
                    .split(" "));
    private static final String SUBDIVISIONS = "SUBDIVISIONS-";

    private MemberLists() {}

    /** @throws IllegalArgumentException if there is no such list */
    static List<String> of(String name) {
        if (name.equals("ENTITIES")) {
            return entities(any -> true);
        }
        if (name.equals("CURRENT")) {
            return entities(Entity::current);
        }
        if (name.equals("STATES")) {
            return STATES;
        }
        if (name.equals("COUNTIES")) {
            return Counties.all();
        }
        if (name.matches(SUBDIVISIONS + "[0-9]{1,3}")) {
            List<String> codes =
                    AdifTables.subdivisionsOf(Integer.parseInt(name.substring(SUBDIVISIONS.length()))).stream()
                            .filter(subdivision -> !subdivision.deleted() && !subdivision.importOnly())
                            .map(Subdivision::code)
                            .distinct()
                            .toList();
            if (!codes.isEmpty()) {
                return codes;
            }
        }
        throw new IllegalArgumentException("there is no list @" + name
                + "; there are @entities, @current, @states, @counties and @subdivisions-CODE");
    }

    private static List<String> entities(Predicate<Entity> wanted) {
        return AdifTables.entities().stream()
                .filter(wanted)
                .map(entity -> Integer.toString(entity.code()))
                .toList();
    }
}
