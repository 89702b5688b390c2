/** What is kept of jobs, so that a later supervisor can go on with them, and why it may be refused. */
package org.everycore.runtime.record;
