/** Boson sampling without a cutoff: photon-number and click patterns of Gaussian states, and of Fock states in an interferometer. */
package org.everycore.photonics.gbs;
