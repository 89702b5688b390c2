/** Logs from one form to another (ADI, ADX, CSV, JSON lines, Cabrillo), and the verbs that choose, order and count their records. */
package org.everycore.radio.convert;
