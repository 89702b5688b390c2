/** How results look: tables, bars, plain numbers and JSON. */
package org.everycore.cli.text;
