/** The files of a finished run, and their pictures. */
package org.everycore.training.folder;
