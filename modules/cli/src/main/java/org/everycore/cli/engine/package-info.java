/** The command that serves the circuit engine to another process. */
package org.everycore.cli.engine;
