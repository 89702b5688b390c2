/** What a machine offers to jobs: how many workers suit which work, and what a container allows. */
package org.everycore.jobs.machine;
