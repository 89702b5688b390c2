/** What is told of a job: its state, its figures, and the totals over many. */
package org.everycore.jobs.report;
