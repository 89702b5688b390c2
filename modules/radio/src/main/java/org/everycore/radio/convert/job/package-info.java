/** The job that selects QSOs of logs and writes them as one ADI or ADX file. */
package org.everycore.radio.convert.job;
