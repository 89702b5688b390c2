/** The training loop of a 2D quantum generator, step by step the same however often it was interrupted, and its job. */
package org.everycore.training.train;
