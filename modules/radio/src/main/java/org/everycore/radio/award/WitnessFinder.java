package org.everycore.radio.award;

import java.util.function.UnaryOperator;

/**
 * Finds who confirmed the keys of the awards that a person asks about. It takes keys by the plain rules of the definitions, apart from the
 * tallies, which stay fast.
 */
final class WitnessFinder {
    private final AwardProgram program;
    private final PlainKeys keys;
    private Witnesses witnesses;

    WitnessFinder(AwardProgram program) {
        this.program = program;
        keys = new PlainKeys(program.definitions());
        witnesses = new Witnesses(program.definitions().size());
    }

    /**
     * Looks at a QSO that something confirmed.
     *
     * @param field the text of a field, trimmed and in upper case, empty if there is none
     * @param confirmedBy bits of the sources that say so
     */
    void see(UnaryOperator<String> field, String call, int date, int minute, int band, int group, int confirmedBy) {
        for (int i = 0; i < program.definitions().size(); i++) {
            AwardDefinition definition = program.definitions().get(i);
            int sources = confirmedBy & program.sources(definition);
            if (!program.witnesses(definition) || sources == 0) {
                continue;
            }
            for (String name : keys.of(i, field, date, band)) {
                Witnesses.Key key = witnesses.key(i, name);
                key.addQsos(1);
                key.add(Witnesses.slot(band, group), new Witness(date, minute, call, sources));
            }
        }
    }

    /** What was found since the last call. */
    Witnesses take() {
        Witnesses taken = witnesses;
        witnesses = new Witnesses(program.definitions().size());
        return taken;
    }
}
