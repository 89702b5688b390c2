package org.everycore.training.train;

/** Says in which epoch a run went astray, and what helps. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DivergedException(String message) {
        super(message);
    }
}
