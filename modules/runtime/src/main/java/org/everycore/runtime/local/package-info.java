/** The actors of a process that runs alone. */
package org.everycore.runtime.local;
