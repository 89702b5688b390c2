/** Fock-space circuit engine, gradients, encodings and generators. */
package org.everycore.photonics;
