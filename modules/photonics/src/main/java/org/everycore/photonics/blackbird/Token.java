package org.everycore.photonics.blackbird;

import org.everycore.photonics.circuit.CircuitException;

/** A word of a program and where it stands; line and column count from 1. */
record Token(Kind kind, String text, int line, int column) {
    /** Characters of a message: a hostile word may have millions. */
    private static final int MOST = 240;

    enum Kind {
        NAME,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    boolean is(String symbolOrName) {
        return kind != Kind.STRING && text.equals(symbolOrName);
    }

    /** What stands here, as a message shows it. */
    String shown() {
        if (kind == Kind.END) {
            return "the end of the line";
        }
        return "'" + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + "'";
    }

    CircuitException error(String message) {
        String told = message.length() <= MOST ? message : message.substring(0, MOST) + "...";
        return new CircuitException("line " + line + ", column " + column + ": " + told);
    }
}
