/** Measurements: post-selection, and draws that depend on (circuit, seed, shot) alone. */
package org.everycore.photonics.measure;
