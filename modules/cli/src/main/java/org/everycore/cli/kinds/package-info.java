/** The job kinds that this installation knows. */
package org.everycore.cli.kinds;
