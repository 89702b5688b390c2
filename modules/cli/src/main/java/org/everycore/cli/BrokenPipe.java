package org.everycore.cli;

/** Says that whoever read our output has stopped reading: a reason to end quietly. */
final class BrokenPipe extends RuntimeException {
    BrokenPipe() {
        super("the reader of our output is gone", null, false, false);
    }
}
