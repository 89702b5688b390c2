/** Whole-batch products through ND4J and OpenBLAS; native code is loaded by the first product, never before. */
package org.everycore.photonics.blas;
