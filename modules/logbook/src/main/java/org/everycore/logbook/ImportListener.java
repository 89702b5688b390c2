package org.everycore.logbook;

import org.everycore.radio.adif.AdifRecord;

/** Watches an import, and may end it. */
public interface ImportListener {
    /** Nobody watches. */
    ImportListener NONE = progress -> {};

    /** Called after each transaction, by one of the import's threads. */
    void progress(ImportProgress progress);

    /** Whether the import shall stop after the transaction under way; it can be taken up again later. */
    /** A record of a QSL report that belongs to no QSO of the logbook. */
    default void unmatched(AdifRecord record) {}

    default boolean stopped() {
        return false;
    }
}
