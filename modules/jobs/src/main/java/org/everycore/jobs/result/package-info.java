/** Where results go: written beside their place, hashed on the way, moved when whole. */
package org.everycore.jobs.result;
