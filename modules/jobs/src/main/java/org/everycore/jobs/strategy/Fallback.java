package org.everycore.jobs.strategy;

/** One step down from a strategy that could not run, and why; part of a job's report. */
public record Fallback(String from, String to, String reason) {}
