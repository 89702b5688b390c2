/** Training, fitting and sweeping from the command line. */
package org.everycore.cli.train;
