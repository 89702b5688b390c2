package org.everycore.logbook;

/** What became of a QSO that was to be added. */
public enum Added {
    /** It was new. */
    NEW,
    /** Its key was there, and it told something more: the stored QSO was completed. */
    MERGED,
    /** Its key was there, and it told nothing more. */
    DUPLICATE
}
