package org.everycore.cluster.store;

import org.everycore.runtime.record.StoredJob;

/**
 * The answer to a submission.
 *
 * @param isNew false when the same job was there already
 */
public record Submitted(StoredJob job, boolean isNew) {}
