package org.everycore.logbook.live;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.everycore.radio.adif.AdifRecord;

/**
 * What became of one thing that a program told.
 *
 * @param program that told it
 * @param qso the QSO as it was told; empty where a QSO was removed or nothing could be read
 * @param reason why it was refused, else empty
 */
public record LiveOutcome(Kind kind, String program, Optional<AdifRecord> qso, String reason) {
    /** What was done. */
    public enum Kind {
        /** The QSO was new. */
        ADDED,
        /** It was there, and now tells more. */
        COMPLETED,
        /** It was there, and told nothing more. */
        KNOWN,
        /** It was changed as the program changed it. */
        CHANGED,
        /** It was removed as the program removed it. */
        REMOVED,
        /** It could not be read, or not be stored. */
        REFUSED
    }

    public LiveOutcome {
        requireNonNull(kind, "kind is null");
        requireNonNull(program, "program is null");
        requireNonNull(qso, "qso is null");
        requireNonNull(reason, "reason is null");
    }

    static LiveOutcome of(Kind kind, String program, AdifRecord qso) {
        return new LiveOutcome(kind, program, Optional.of(qso), "");
    }

    static LiveOutcome refused(String program, Optional<AdifRecord> qso, String reason) {
        return new LiveOutcome(Kind.REFUSED, program, qso, reason);
    }
}
