package org.everycore.radio.adif;

import static java.util.Objects.requireNonNull;

/**
 * One thing wrong in a log and its place: record and line number from 1, byte offset from 0, the field concerned (empty if none) and the text found there.
 */
public record Problem(long record, long line, long offset, String field, Reason reason, String text) {
    public Problem {
        requireNonNull(field, "field is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(text, "text is null");
        if (record < 0 || line < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "negative place: record " + record + ", line " + line + ", offset " + offset);
        }
    }

    @Override
    public String toString() {
        return "record " + record + ", line " + line + ", offset " + offset + ": " + reason.key()
                + (field.isEmpty() ? "" : " " + field) + (text.isEmpty() ? "" : ": " + text);
    }
}
