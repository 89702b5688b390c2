package org.everycore.runtime.worker;

/** Says that this node cannot compute the job: its engine would give other bits, or its kind reads specs otherwise. */
final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitException(String reason) {
        super(reason);
    }

    UnfitException(String here, String wanted) {
        super("the engine here computes family " + here + ", the job is of family " + wanted);
    }
}
