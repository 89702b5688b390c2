/** The HTTP side of a node: jobs in, events and results out, metrics and health. */
package org.everycore.gateway;
