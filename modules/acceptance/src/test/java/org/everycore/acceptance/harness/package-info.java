/** Real processes of the product on this machine, what is done to them, and what is proved of what they leave. */
package org.everycore.acceptance.harness;
