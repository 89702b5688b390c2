package org.everycore.photonics.circuit;

/** Tells in one line what is wrong with a circuit: the file, the gate's index and the value, where they are known. */
public final class CircuitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public CircuitException(String message) {
        super(message);
    }

    /** The same complaint, said of a named source (a file). */
    public CircuitException in(String source) {
        return new CircuitException(source + ": " + getMessage());
    }
}
