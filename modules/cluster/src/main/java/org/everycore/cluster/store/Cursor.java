package org.everycore.cluster.store;

import java.time.Instant;
import org.everycore.jobs.SpecException;
import org.everycore.runtime.record.StoredJob;

/** A place in the list of jobs, written as {@code millis-jobId}. */
record Cursor(long submittedAt, String id) {
    static Cursor parse(String text) {
        int dash = text.indexOf('-');
        try {
            if (dash > 0 && dash + 1 < text.length()) {
                return new Cursor(Long.parseLong(text.substring(0, dash)), text.substring(dash + 1));
            }
        } catch (NumberFormatException e) {
            // falls through to the one complaint
        }
        throw new SpecException("after", text, "is not a cursor that a page ended with");
    }

    static Cursor of(StoredJob job) {
        return new Cursor(job.job().submittedAt().toEpochMilli(), job.id().value());
    }

    /** Whether a job stands behind this place in the list. */
    boolean before(StoredJob job) {
        int byTime = job.job().submittedAt().compareTo(Instant.ofEpochMilli(submittedAt));
        return byTime < 0 || byTime == 0 && job.id().value().compareTo(id) < 0;
    }

    String text() {
        return submittedAt + "-" + id;
    }
}
