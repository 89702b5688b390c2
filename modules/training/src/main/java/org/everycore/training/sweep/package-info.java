/** Many runs over settings and seeds, and what they say together. */
package org.everycore.training.sweep;
