/** Jobs on a server: hand in, follow, fetch, compare; by the JDK's own HTTP client. */
package org.everycore.client;
