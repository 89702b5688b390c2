package org.everycore.jobs.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time of the calling thread: what it worked, not what it waited for a core that others had. */
public final class ThreadTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean TOLD = THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    private ThreadTime() {}

    /** To be subtracted from a later one on the same thread; the clock's time where the system does not tell. */
    public static long nanos() {
        return TOLD ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
