package org.everycore.radio.award;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.everycore.jobs.Json;
import org.everycore.radio.adif.Bands;
import org.everycore.radio.adif.EmissionGroup;
import org.everycore.radio.adif.Reason;

/** Writes a standing as the JSON document of an awards job; equal standings give equal bytes. */
public final class AwardsJson {
    private final AwardProgram program;
    private final boolean details;

    public AwardsJson(AwardProgram program, boolean details) {
        this.program = program;
        this.details = details;
    }

    /** The document of a standing. */
    public ObjectNode document(List<String> logs, Standing standing) throws IOException {
        Counts counts = standing.counts;
        ObjectNode document = Json.mapper().createObjectNode();
        ArrayNode names = document.putArray("logs");
        logs.forEach(names::add);
        document.put("qsos", counts.qsos);
        rejected(document.putObject("rejected"), counts);
        DistinctPairs.Sizes keys = standing.qsoKeys();
        document.put("unique_qso_keys", keys.pairs());
        document.put("confirmed_qsos", counts.confirmed);
        document.put("eqsl_qsos", counts.eqsl);
        summary(document.putObject("summary"), standing, keys.firsts());
        byBand(document.putObject("qsos_by_band"), counts);
        byGroup(document.putObject("qsos_by_group"), counts);
        gridsPerBand(document, standing);
        ObjectNode awards = document.putObject("awards");
        AwardTotals[] totals = new AwardTotals[standing.tallies.length];
        for (int i = 0; i < totals.length; i++) {
            AwardDefinition definition = program.definitions().get(i);
            totals[i] = new AwardTotals(definition, standing.tallies[i]);
            totals[i].write(awards.putObject(definition.name()));
        }
        new Suggestions(program.definitions(), standing.tallies, totals).write(document.putArray("suggestions"));
        new AwardsReport(program, standing, totals, details).write(document.putObject("report"));
        return document;
    }

    private static void rejected(ObjectNode node, Counts counts) {
        for (Reason reason : Reason.values()) {
            if (counts.rejected[reason.index()] > 0) {
                node.put(reason.key(), counts.rejected[reason.index()]);
            }
        }
    }

    private void summary(ObjectNode node, Standing standing, long calls) throws IOException {
        node.put("total_qsos", standing.counts.qsos);
        node.put(
                "unique_countries", program.asLogged() ? standing.uniqueCountries() : standing.counts.uniqueEntities());
        Standing.Grids worked = standing.grids();
        node.put("unique_grids", worked.all());
        node.put("unique_calls", calls);
        node.put("unique_bands", standing.uniqueBands());
        node.put("unique_modes", standing.uniqueModes());
        ObjectNode grids = node.putObject("grids_per_band");
        worked.byBand().forEach(grids::put);
    }

    private static void byBand(ObjectNode node, Counts counts) {
        Map<String, Long> sorted = new TreeMap<>();
        for (int band = 0; band < Bands.COUNT; band++) {
            if (counts.byBand[band] > 0) {
                sorted.put(Bands.name(band), counts.byBand[band]);
            }
        }
        sorted.forEach(node::put);
    }

    private static void byGroup(ObjectNode node, Counts counts) {
        for (String name : new TreeSet<>(List.of("CW", "DIGITAL", "NONE", "PHONE"))) {
            long n = counts.byGroup[EmissionGroup.valueOf(name).index()];
            if (n > 0) {
                node.put(name, n);
            }
        }
    }

    /** Four-character squares by band key, from the tally of the first award that counts them on every band. */
    private void gridsPerBand(ObjectNode document, Standing standing) {
        for (int i = 0; i < standing.tallies.length; i++) {
            AwardDefinition definition = program.definitions().get(i);
            if (definition.countsEverySquare()) {
                ObjectNode node = document.putObject("grid4_per_band");
                new AwardTotals(definition, standing.tallies[i]).workedByBand().forEach(node::put);
                return;
            }
        }
    }
}
