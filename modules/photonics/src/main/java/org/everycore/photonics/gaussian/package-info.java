/** Gaussian circuits in phase space: means and covariances instead of amplitudes, without a cutoff. */
package org.everycore.photonics.gaussian;
