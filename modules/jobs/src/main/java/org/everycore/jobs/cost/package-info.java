/** What work costs, how fast this machine does it, and what follows for a job's time and memory. */
package org.everycore.jobs.cost;
