/** Density matrices in Fock space: loss, thermal states, mixed preparations, and every gate on them. */
package org.everycore.photonics.mixed;
