/** Keys, certificates and the files that hold secrets. */
package org.everycore.cluster.security;
