package org.everycore.jobs.api;

import java.time.Instant;

/** The data of one event of a job; the stream names each by {@link #event()}. */
public sealed interface EventDocument
        permits StateDocument, ProgressDocument, LogDocument, EndDocument, UnknownEventDocument {
    Instant at();

    /** Its name in the stream. */
    String event();
}
