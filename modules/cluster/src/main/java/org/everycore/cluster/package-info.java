/** The actors: supervisor, job coordinators, node pools, core workers; serialization and the job store. */
package org.everycore.cluster;
