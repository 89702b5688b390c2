/** Logs kept in a database: keyed so that nothing stands twice, searched, merged with QSL reports, imported and exported. */
package org.everycore.logbook;
