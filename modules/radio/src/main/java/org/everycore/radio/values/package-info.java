/** What the values of a QSO say: which are none of ADIF's, which can be mended safely, and which follow from others. */
package org.everycore.radio.values;
