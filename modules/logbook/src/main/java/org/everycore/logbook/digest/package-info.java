/** Texts about a log for people: what was worked lately, how far goals are, what would bring most; by ourselves or by a language model. */
package org.everycore.logbook.digest;
