package org.everycore.logbook;

/** Watches an import, and may end it. */
public interface ImportListener {
    /** Nobody watches. */
    ImportListener NONE = progress -> {};

    /** Called after each transaction, by one of the import's threads. */
    void progress(ImportProgress progress);

    /** Whether the import shall stop after the transaction under way; it can be taken up again later. */
    default boolean stopped() {
        return false;
    }
}
