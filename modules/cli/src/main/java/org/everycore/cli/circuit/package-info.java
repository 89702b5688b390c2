/** Circuit files: run, shown, drawn, converted. */
package org.everycore.cli.circuit;
