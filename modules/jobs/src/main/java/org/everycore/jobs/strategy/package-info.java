/** How a job runs: the strategies, what they need, what they fall back to, and how one is chosen. */
package org.everycore.jobs.strategy;
