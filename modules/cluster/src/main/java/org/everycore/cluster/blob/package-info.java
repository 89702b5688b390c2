/** The blob store: large inputs, partials and results, each known by the SHA-256 of its bytes. */
package org.everycore.cluster.blob;
