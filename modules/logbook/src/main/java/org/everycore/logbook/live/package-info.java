/** QSOs that programs at the station tell of by UDP while they are made. */
package org.everycore.logbook.live;
