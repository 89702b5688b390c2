package org.everycore.photonics.blackbird;

import java.util.List;

/**
 * A line of a program without its comment, ended by a token of kind END.
 *
 * @param indented whether it starts with a tab or four blanks: it belongs to the loop or array above it
 */
record Line(boolean indented, List<Token> tokens) {
    Token first() {
        return tokens.get(0);
    }
}
