/** How fast scheduling is: through the actors of this process, and on the state machines in virtual time. */
package org.everycore.cluster.bench;
