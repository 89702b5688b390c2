/** Circuits that make a given state or do a given gate, found by gradients from several starts. */
package org.everycore.training.fit;
