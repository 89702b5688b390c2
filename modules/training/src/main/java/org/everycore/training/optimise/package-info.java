/** How weights follow gradients. */
package org.everycore.training.optimise;
