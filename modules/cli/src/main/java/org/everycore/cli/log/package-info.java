/** Keeping logbooks: adding, finding and changing QSOs, importing and exporting logs, standings and digests. */
package org.everycore.cli.log;
