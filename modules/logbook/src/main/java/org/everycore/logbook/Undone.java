package org.everycore.logbook;

/** A change that was taken back: its words, and how many QSOs are as they were. */
public record Undone(String what, long qsos) {}
