package org.everycore.logbook;

/**
 * How far an import has come.
 *
 * @param bytesRead offset in the log, unpacked where it is packed
 * @param bytesTotal its length, 0 where only reading to the end tells
 * @param records records whose QSOs are safely stored
 */
public record ImportProgress(long bytesRead, long bytesTotal, long records, long added, long duplicates, long merged) {}
