package org.everycore.radio.award;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.everycore.radio.adif.EmissionGroup;

/**
 * Which accepted QSOs are counted.
 *
 * @param bands a bit for each band key
 * @param groups a bit for each emission group
 * @param from first day, YYYYMMDD
 * @param to last day, YYYYMMDD
 * @param station the STATION_CALLSIGN it must have, in upper case
 * @param operator the OPERATOR it must have, in upper case
 * @param grid what its MY_GRIDSQUARE must begin with, in upper case
 */
public record QsoFilter(
        long bands,
        int groups,
        int from,
        int to,
        Optional<String> station,
        Optional<String> operator,
        Optional<String> grid) {
    public static final QsoFilter ALL = new QsoFilter(
            AwardDefinition.ALL_BANDS,
            (1 << EmissionGroup.COUNT) - 1,
            0,
            99_991_231,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public QsoFilter {
        requireNonNull(station, "station is null");
        requireNonNull(operator, "operator is null");
        requireNonNull(grid, "grid is null");
    }
}
