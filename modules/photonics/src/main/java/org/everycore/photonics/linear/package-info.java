/** What Gaussian gates do to mode amplitudes and quadratures: meshes, symplectic matrices and their decompositions. */
package org.everycore.photonics.linear;
