/** What a circuit is: modes, a cutoff and a list of operations, and how it is read and written as JSON. */
package org.everycore.photonics.circuit;
