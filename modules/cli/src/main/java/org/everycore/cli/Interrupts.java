package org.everycore.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The way from Ctrl-C to the work that runs. While work is under way, an interrupt calls its cancel action, waits a moment
 * for the command to tidy up, and ends the process with status 3; with no work under way it ends it at once.
 */
public final class Interrupts {
    private static final long GRACE_MILLIS = 1_600;

    private final CountDownLatch ended = new CountDownLatch(1);
    private Runnable cancel;
    private boolean interrupted;
    private boolean serving;

    /** Does some work, while which an interrupt has the given action. */
    public <T> T during(Runnable action, Work<T> work) throws IOException {
        Runnable before;
        boolean late;
        synchronized (this) {
            before = cancel;
            cancel = action;
            late = interrupted;
        }
        try {
            if (late) {
                action.run();
            }
            return work.run();
        } finally {
            restore(before);
        }
    }

    public synchronized boolean interrupted() {
        return interrupted;
    }

    /** Says that this process serves others: an interrupt then lets its parts shut down in their own order. */
    public synchronized void serve() {
        serving = true;
    }

    /** Passes an interrupt on; false when there is no work to cancel. */
    public boolean interrupt() {
        Runnable action;
        synchronized (this) {
            interrupted = true;
            action = cancel;
        }
        if (action == null) {
            return false;
        }
        action.run();
        return true;
    }

    /** Says that the command is over and nothing is left to tidy up. */
    void end() {
        ended.countDown();
    }

    /**
     * Makes Ctrl-C end this process with status 3. A Java process that is interrupted ends with 130 of its own accord; only
     * halting from within a shutdown hook gives another status.
     */
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutdown, "interrupt"));
    }

    private void shutdown() {
        synchronized (this) {
            if (ended.getCount() == 0) {
                return;
            }
            if (serving) {
                interrupted = true;
                return;
            }
        }
        try {
            if (interrupt()) {
                ended.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(ExitCode.CANCELLED.status());
        }
    }

    private synchronized void restore(Runnable before) {
        cancel = before;
    }

    /** What is to be done. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }
}
