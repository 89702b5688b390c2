/** Runs jobs on threads of the calling process, without actors. */
package org.everycore.jobs.run;
