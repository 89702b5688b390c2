/** Samples of quantum generators, and pictures of them. */
package org.everycore.cli.sample;
