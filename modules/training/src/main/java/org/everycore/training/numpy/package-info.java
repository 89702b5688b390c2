/** NumPy's files: arrays of numbers in .npy and .npz, the same bytes for the same numbers. */
package org.everycore.training.numpy;
