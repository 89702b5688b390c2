/** HTTP API, event stream and metrics. */
package org.everycore.gateway;
