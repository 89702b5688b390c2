/** The ADIF tables, and which DXCC entity a callsign belongs to on a day. */
package org.everycore.radio.entity;
