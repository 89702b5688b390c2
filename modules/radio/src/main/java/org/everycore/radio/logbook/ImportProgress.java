package org.everycore.radio.logbook;

/**
 * How far an import has come.
 *
 * @param bytesRead of the file as it lies on disk
 * @param bytesTotal its length
 * @param records records whose QSOs are safely stored
 */
public record ImportProgress(long bytesRead, long bytesTotal, long records, long added, long duplicates, long merged) {}
