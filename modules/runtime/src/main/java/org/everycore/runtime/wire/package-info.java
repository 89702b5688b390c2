/** What supervisors, pools and clients say to each other, within a process and between nodes. */
package org.everycore.runtime.wire;
