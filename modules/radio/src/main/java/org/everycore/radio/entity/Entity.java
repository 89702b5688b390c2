package org.everycore.radio.entity;

/**
 * A DXCC entity: a place that counts as one for awards.
 *
 * @param code the number ADIF's DXCC field holds
 * @param deleted whether it no longer counts for today's QSOs
 * @param cqZone the CQ zone of most of its stations
 * @param ituZone the ITU zone of most of its stations
 * @param continent two letters
 */
public record Entity(int code, boolean deleted, int cqZone, int ituZone, String continent, String name) {
    public Entity {
        if (code < 1 || code > 999) {
            throw new IllegalArgumentException("entity code " + code + " is not within 1..999");
        }
        if (!Zones.isCq(cqZone) || !Zones.isItu(ituZone)) {
            throw new IllegalArgumentException("entity " + code + " has zones " + cqZone + " and " + ituZone);
        }
    }

    public boolean current() {
        return !deleted;
    }
}
