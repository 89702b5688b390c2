/** Tests that start real processes. */
package org.everycore.acceptance;
