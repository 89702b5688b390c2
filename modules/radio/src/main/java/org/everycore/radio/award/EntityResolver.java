package org.everycore.radio.award;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.everycore.radio.entity.CallsignResolver;

/**
 * Finds the DXCC entity of a callsign on a date; asked only for QSOs that carry no DXCC field. Implementations are immutable and give the same
 * answer on every node.
 */
@FunctionalInterface
public interface EntityResolver {
    /** Resolves nothing: what counts is the logged field alone. */
    EntityResolver NONE = (call, date) -> Optional.empty();

    /**
     * @param call trimmed and in upper case
     * @param date as the number YYYYMMDD, a day of the calendar
     */
    Optional<Resolution> resolve(String call, int date);

    /** A DXCC entity code and the way it was found, such as {@code prefix} or {@code exception}: one word for counts. */
    record Resolution(int dxcc, String how) {
        public Resolution {
            requireNonNull(how, "how is null");
            if (dxcc < 1 || dxcc > 999) {
                throw new IllegalArgumentException("dxcc is not a code from 1 to 999: " + dxcc);
            }
        }
    }

    /** The resolver over the built-in table, or a user's country file before it. */
    static EntityResolver of(CallsignResolver calls) {
        requireNonNull(calls, "calls is null");
        return (call, date) -> {
            org.everycore.radio.entity.Resolution found = calls.resolve(call, date);
            return found.found()
                    ? Optional.of(
                            new Resolution(found.entity(), found.basis().name().toLowerCase(Locale.ROOT)))
                    : Optional.empty();
        };
    }
}
