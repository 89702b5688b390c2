package org.everycore.runtime.worker;

/** Says that this node's engine would give other bits than the job's family has. */
final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitException(String here, String wanted) {
        super("the engine here computes family " + here + ", the job is of family " + wanted);
    }
}
