/** Counter-based randomness: draws that depend on (seed, stream, sample, draw) alone. */
package org.everycore.jobs.random;
