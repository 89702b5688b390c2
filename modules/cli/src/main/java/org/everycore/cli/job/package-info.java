/** Jobs that run in this process: planned, run, watched, reported. */
package org.everycore.cli.job;
