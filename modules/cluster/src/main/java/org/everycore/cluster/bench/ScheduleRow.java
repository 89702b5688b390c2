package org.everycore.cluster.bench;

import java.util.Map;

/**
 * One figure of the scheduling benchmark.
 *
 * @param peakRatio share of what was possible: of a bare loop's rate, or of the workers' time; NaN where nothing is compared
 */
public record ScheduleRow(
        String name, Map<String, Object> params, String unit, double perSecond, int workers, double peakRatio) {
    public ScheduleRow {
        params = Map.copyOf(params);
    }
}
