/** The photonics job kinds: what a job file says, how a worker computes it, and how the result is written. */
package org.everycore.photonics.jobs;
