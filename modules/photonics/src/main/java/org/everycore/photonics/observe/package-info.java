/** Looking at states: observables and what is read of them, functions of expectation values, and their derivatives by the state. */
package org.everycore.photonics.observe;
