package org.everycore.radio.award;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A QSO that confirmed a key of an award in one slot.
 *
 * @param date as the number YYYYMMDD
 * @param minute of the day
 * @param call trimmed and in upper case
 * @param sources bits of the sources that confirmed it
 */
record Witness(int date, int minute, String call, int sources) implements Comparable<Witness> {
    Witness {
        requireNonNull(call, "call is null");
    }

    /** The earlier of two; what is said of one QSO twice is united. So the order in which witnesses come makes no difference. */
    Witness or(Witness other) {
        int order = compareTo(other);
        return order < 0 ? this : order > 0 ? other : new Witness(date, minute, call, sources | other.sources);
    }

    /** By date, then time, then call. */
    @Override
    public int compareTo(Witness other) {
        int days = Integer.compare(date, other.date);
        int minutes = days != 0 ? days : Integer.compare(minute, other.minute);
        return minutes != 0 ? minutes : call.compareTo(other.call);
    }

    String time() {
        return String.format(Locale.ROOT, "%02d%02d", minute / 60, minute % 60);
    }
}
