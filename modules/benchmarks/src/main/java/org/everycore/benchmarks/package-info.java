/** JMH benchmarks and whole-job benchmarks. */
package org.everycore.benchmarks;
