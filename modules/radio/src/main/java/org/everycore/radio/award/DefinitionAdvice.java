package org.everycore.radio.award;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.entity.AdifTables;

/** Doubts about a definition that can be read but may not mean what its writer meant. */
public final class DefinitionAdvice {
    private DefinitionAdvice() {}

    /** One line each, naming key and value; none if there is no doubt. */
    public static List<String> of(AwardDefinition award) {
        List<String> doubts = new ArrayList<>();
        for (String field : award.fields()) {
            known(field).ifPresent(doubt -> doubts.add("field = " + field + ": " + doubt));
        }
        for (String field : award.where().keySet().stream().sorted().toList()) {
            known(field).ifPresent(doubt -> doubts.add("where." + field + ": " + doubt));
        }
        for (String member : award.members()) {
            if (!award.keys(member).contains(member)) {
                doubts.add("members: " + member + " can never be worked, for the other rules leave it out");
            }
        }
        int most = award.members().size() * (award.slots() ? Long.bitCount(award.bands()) : 1);
        for (int goal : award.goals()) {
            if (most > 0 && goal > most) {
                doubts.add("goals: " + goal + " is more than the " + most + " there are");
            }
        }
        for (int band : award.bandGoals().keySet().stream().sorted().toList()) {
            if (!award.listed().contains(band)) {
                doubts.add("goal." + Bands.name(band) + ": the band is not listed");
            }
        }
        return doubts;
    }

    private static Optional<String> known(String field) {
        return AdifTables.field(field).isPresent() || field.startsWith("APP_")
                ? Optional.empty()
                : Optional.of("is no field of ADIF " + AdifTables.VERSION + "; a log may still have it");
    }
}
