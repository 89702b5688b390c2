package org.everycore.radio.entity;

import java.util.List;

/**
 * A state, province, oblast or the like within a DXCC entity.
 *
 * @param within the group of subdivisions it lies in, or empty
 */
public record Subdivision(
        int dxcc,
        String code,
        boolean deleted,
        boolean importOnly,
        List<String> cqZones,
        List<String> ituZones,
        String name,
        String within) {
    public Subdivision {
        if (code.isEmpty()) {
            throw new IllegalArgumentException("a subdivision of entity " + dxcc + " has no code");
        }
        cqZones = List.copyOf(cqZones);
        ituZones = List.copyOf(ituZones);
    }
}
