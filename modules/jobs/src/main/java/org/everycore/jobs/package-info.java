/** What a job is: kinds, specs, chunks, merging, strategies and counter-based randomness. */
package org.everycore.jobs;
