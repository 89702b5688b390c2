/** Settings: their defaults, where they may be set, and which place counts. */
package org.everycore.cli.config;
