/** The job kinds of the logbook: logs into a database, out of it, and texts about them. */
package org.everycore.logbook.jobs;
