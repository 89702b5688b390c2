/** Runs circuits on kets: programs of structure-aware passes, one sample at a time or in blocks of lanes, and back. */
package org.everycore.photonics.engine;
