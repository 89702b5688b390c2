/** The job kind by which tests make workers fail; it reaches the nodes on their class path, as a user's own kinds do. */
package org.everycore.acceptance.faults;
