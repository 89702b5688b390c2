/** ADIF reading and writing, DXCC entities, award rules and tallies, conversion of logs. */
package org.everycore.radio;
