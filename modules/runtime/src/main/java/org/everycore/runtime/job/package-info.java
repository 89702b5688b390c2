/** One running job: its coordinator, which leases and retries, and its merger, which may block. */
package org.everycore.runtime.job;
