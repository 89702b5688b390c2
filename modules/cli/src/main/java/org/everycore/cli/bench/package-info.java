/** Measures what this machine does with each workload. */
package org.everycore.cli.bench;
