/** What a gateway, or anything else outside the actors, may ask of a running node or cluster. */
package org.everycore.cluster.api;
