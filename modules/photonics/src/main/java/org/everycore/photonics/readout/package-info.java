/** What a state looks like: position densities, Wigner functions, photon numbers and draws, as arrays and as pictures. */
package org.everycore.photonics.readout;
