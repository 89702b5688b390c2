package org.everycore.logbook.digest;

/** Money for calls: what a call may cost at most is set aside before it, what it did cost is spent after it. */
final class Budget {
    private final double cap;
    private double spent;
    private double setAside;

    Budget(double cap) {
        this.cap = cap;
    }

    /** False when the call could overdraw the budget. */
    synchronized boolean reserve(double most) {
        if (spent + setAside + most > cap) {
            return false;
        }
        setAside += most;
        return true;
    }

    synchronized void settle(double most, double actual) {
        setAside -= most;
        spent += actual;
    }

    synchronized double spent() {
        return spent;
    }
}
