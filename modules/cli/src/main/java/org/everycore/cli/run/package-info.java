/** Running job files here, and showing what came out. */
package org.everycore.cli.run;
