/** Circuits as Blackbird programs ({@code .xbb}), the text form that Strawberry Fields reads and writes. */
package org.everycore.photonics.blackbird;
