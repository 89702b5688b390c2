/** What tests of several modules share: a job kind that does whatever a test wants to see. */
package org.everycore.testing;
