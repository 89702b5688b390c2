/** ADIF reading and writing, DXCC entities, award rules and tallies, the logbook. */
package org.everycore.radio;
