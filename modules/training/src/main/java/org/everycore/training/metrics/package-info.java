/** How far generated densities are from those that were wanted. */
package org.everycore.training.metrics;
