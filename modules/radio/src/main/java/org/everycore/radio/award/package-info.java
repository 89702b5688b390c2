/** Awards: definitions as data, tallies that merge exactly, and the job that makes standings from logs at the speed of memory. */
package org.everycore.radio.award;
