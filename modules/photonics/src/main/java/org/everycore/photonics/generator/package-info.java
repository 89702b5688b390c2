/** Quantum generators: latent vectors in, samples out, through circuits with trainable weights. */
package org.everycore.photonics.generator;
