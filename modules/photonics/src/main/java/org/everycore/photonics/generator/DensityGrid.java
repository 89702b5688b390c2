package org.everycore.photonics.generator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.everycore.jobs.Limits;
import org.everycore.jobs.SpecException;
import org.everycore.photonics.readout.Grids;
import org.everycore.photonics.readout.PositionUnits;

/**
 * The points at which a density is read, the same for every mode, ends included.
 *
 * @param units consistent (hbar = 2, densities) when absent, or hermite (variance ½, shares of the grid)
 * @param from first point; -6 when absent, -3 in hermite units
 * @param to last point; 6 when absent, 3 in hermite units
 * @param points how many a mode; 61 when absent, 40 in hermite units
 */
public record DensityGrid(
        PositionUnits units,
        Double from,
        Double to,
        @Limits(min = 2, max = 256) Integer points) {
    @JsonCreator
    public DensityGrid(
            @JsonProperty("units") PositionUnits units,
            @JsonProperty("from") Double from,
            @JsonProperty("to") Double to,
            @JsonProperty("points") Integer points) {
        boolean recorded = units == PositionUnits.HERMITE;
        this.units = units == null ? PositionUnits.CONSISTENT : units;
        this.from = from == null ? (recorded ? -3.0 : -6.0) : from;
        this.to = to == null ? (recorded ? 3.0 : 6.0) : to;
        this.points = points == null ? (recorded ? 40 : 61) : points;
        require(Math.abs(this.from) <= 1e3, "grid.from", this.from, "must be -1000 to 1000");
        require(Math.abs(this.to) <= 1e3, "grid.to", this.to, "must be -1000 to 1000");
        require(this.from < this.to, "grid.to", this.to, "must be above grid.from = " + this.from);
        require(this.points >= 2 && this.points <= 256, "grid.points", this.points, "must be 2 to 256");
    }

    /** The points themselves. */
    public double[] axis() {
        return Grids.linear(from, to, points);
    }

    private static void require(boolean holds, String field, Object value, String reason) {
        if (!holds) {
            throw new SpecException(field, value, reason);
        }
    }
}
