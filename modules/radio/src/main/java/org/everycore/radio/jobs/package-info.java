/** The job kinds of radio: award standings of logs, and logs from one form to another. */
package org.everycore.radio.jobs;
