/** Award standings from logs, as JSON and as a person reads them. */
package org.everycore.cli.awards;
