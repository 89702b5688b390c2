/** Award standings as pages and pictures: one HTML file that needs nothing else, matrices and grid maps as PNG. */
package org.everycore.cli.awards.page;
