package org.everycore.jobs;

import java.util.Collection;

/** Says that this process has no job kind of a name; another process may have it. */
public final class UnknownKindException extends SpecException {
    private static final long serialVersionUID = 1L;

    UnknownKindException(String name, Collection<String> known) {
        super("kind", name, "is not a known job kind; known: " + String.join(", ", known));
    }
}
