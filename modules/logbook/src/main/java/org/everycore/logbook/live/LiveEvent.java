package org.everycore.logbook.live;

import static java.util.Objects.requireNonNull;

import org.everycore.radio.adif.AdifRecord;

/** What a datagram tells of a log. */
public sealed interface LiveEvent {
    /** The program that sent it, as it names itself. */
    String program();

    /** A QSO was logged. */
    record Logged(String program, AdifRecord qso) implements LiveEvent {
        public Logged {
            requireNonNull(program, "program is null");
            requireNonNull(qso, "qso is null");
        }
    }

    /**
     * A QSO was changed by the program that logged it.
     *
     * @param was how to find it
     * @param qso as it is now
     */
    record Changed(String program, Reference was, AdifRecord qso) implements LiveEvent {
        public Changed {
            requireNonNull(program, "program is null");
            requireNonNull(was, "was is null");
            requireNonNull(qso, "qso is null");
        }
    }

    /** A QSO was taken out of the log by the program that logged it. */
    record Deleted(String program, Reference was) implements LiveEvent {
        public Deleted {
            requireNonNull(program, "program is null");
            requireNonNull(was, "was is null");
        }
    }

    /**
     * A QSO that a program told of before.
     *
     * @param day yyyymmdd, 0 if it is not told
     * @param id the program's own number of it, kept in {@code field}
     */
    record Reference(String call, int day, String field, String id) {
        public Reference {
            requireNonNull(call, "call is null");
            requireNonNull(field, "field is null");
            requireNonNull(id, "id is null");
        }
    }
}
