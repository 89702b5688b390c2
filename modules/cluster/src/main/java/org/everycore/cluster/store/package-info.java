/**
 * The job store: what a supervisor must not forget. Jobs, chunks done, checkpoints, results and history, every write fenced
 * by the epoch of the supervisor that made it.
 */
package org.everycore.cluster.store;
