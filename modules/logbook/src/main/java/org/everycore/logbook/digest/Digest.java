package org.everycore.logbook.digest;

import static java.util.Objects.requireNonNull;

/**
 * A digest's text and who wrote it.
 *
 * @param author {@code local}, or the model's name
 * @param note why the text is local although a model was asked for; empty otherwise
 */
public record Digest(DigestFacts facts, String text, String author, String note) {
    /** The author of texts that no model wrote. */
    public static final String LOCAL = "local";

    public Digest {
        requireNonNull(facts, "facts is null");
        requireNonNull(text, "text is null");
        requireNonNull(author, "author is null");
        requireNonNull(note, "note is null");
    }

    /** The same with another note. */
    public Digest noted(String other) {
        return new Digest(facts, text, author, other);
    }

    static Digest local(DigestFacts facts, String note) {
        return new Digest(facts, LocalText.of(facts), LOCAL, note);
    }
}
