/** Jobs of a cluster, seen and steered over its HTTP API. */
package org.everycore.cli.remote;
