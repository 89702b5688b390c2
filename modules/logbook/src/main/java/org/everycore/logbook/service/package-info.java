/** QSOs on their way to the services that confirm and count them, and what these services report. */
package org.everycore.logbook.service;
