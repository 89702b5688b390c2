/** Circuits as text for people: a drawing of wires and boxes, and a list with what it takes to run them. */
package org.everycore.photonics.drawing;
