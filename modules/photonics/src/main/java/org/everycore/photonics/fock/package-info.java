/** Matrix elements of gates between photon numbers, and their derivatives, by stable recurrences. */
package org.everycore.photonics.fock;
