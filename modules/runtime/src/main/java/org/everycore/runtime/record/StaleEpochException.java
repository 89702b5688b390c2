package org.everycore.runtime.record;

/** Says that a write came from a supervisor that has a successor; it must stop at once. */
public final class StaleEpochException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StaleEpochException(Epoch writer, long current) {
        super("a write of epoch " + writer.number() + " was refused: the store is at epoch " + current);
    }
}
