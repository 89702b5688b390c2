/** Nodes that form a cluster: their settings, the bytes between them, and the jobs as seen from any of them. */
package org.everycore.cluster.remote;
