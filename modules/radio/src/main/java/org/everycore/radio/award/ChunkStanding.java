package org.everycore.radio.award;

/**
 * What one run of records adds to a standing, as plain arrays, ready to travel.
 *
 * @param qsoKeys call code and rest of each counted QSO, not yet united
 * @param oddTexts texts behind the codes that only hold here
 * @param keyModes normal modes by their number in the QSO keys, from 1
 * @param modes modes as logged
 * @param bands bands as logged by their number, from 1; 0 is no band
 * @param grids codes of the grids logged, each with its band number
 * @param countries countries as logged
 * @param tallies one part for each award of the program
 * @param witnesses who confirmed the keys of the awards for which that is asked; null if it is for none
 */
public record ChunkStanding(
        Counts counts,
        PairParts qsoKeys,
        String[] oddTexts,
        String[] keyModes,
        String[] modes,
        String[] bands,
        PairParts grids,
        String[] countries,
        Tally.Part[] tallies,
        Witnesses witnesses) {
    /** Longs of which it grows with its records. */
    long numbers() {
        long sum = (long) qsoKeys.longs() + grids.longs();
        for (Tally.Part part : tallies) {
            sum += part.masks().length;
        }
        return sum;
    }
}
