/** One node's pool of workers: it pulls leases for idle workers and sends results to the jobs' coordinators. */
package org.everycore.runtime.pool;
