/** The decisions of scheduling as plain state machines: leases, fair shares, the order of merging. No actor is in here. */
package org.everycore.runtime.schedule;
