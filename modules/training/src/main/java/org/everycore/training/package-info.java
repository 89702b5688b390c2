/** Trains quantum generators on densities and samples, fits states and gates, and sweeps over settings. */
package org.everycore.training;
