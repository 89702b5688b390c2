/** Job-submission client over the HTTP API. */
package org.everycore.client;
