/** Amateur Data Interchange Format: reading that survives damage, writing that reads back, and the byte scanner below both. */
package org.everycore.radio.adif;
