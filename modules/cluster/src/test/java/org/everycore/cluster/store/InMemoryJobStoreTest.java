package org.everycore.cluster.store;

/** The store of one process; opening it "again" gives the same one, as it survives nothing else. */
class InMemoryJobStoreTest extends JobStoreContract {
    private InMemoryJobStore kept;

    @Override
    JobStore open() {
        if (kept == null) {
            kept = new InMemoryJobStore();
        } else {
            kept.reopen();
        }
        return kept;
    }
}
