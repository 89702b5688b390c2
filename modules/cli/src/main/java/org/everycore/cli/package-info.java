/** The everycore command, and the wiring of all modules. */
package org.everycore.cli;
