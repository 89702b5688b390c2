/** The job kinds of training. */
package org.everycore.training.jobs;
