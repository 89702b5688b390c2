package org.everycore.cli;

/** What a command tells the shell at its end. */
public enum ExitCode {
    /** Done. */
    OK(0),
    /** It was asked rightly and went wrong: a job failed, the disk is full. */
    FAILED(1),
    /** It was asked wrongly: an unknown option, a bad job file, a log that is not there. */
    WRONG_INPUT(2),
    /** It was cancelled, by Ctrl-C or by another command. */
    CANCELLED(3),
    /** The cluster could not be reached, or did not let us in. */
    UNREACHABLE(4);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
