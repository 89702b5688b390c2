/** Nodes of a cluster as processes: their configuration, their stores, their keys, and a cluster on one machine. */
package org.everycore.cli.node;
