/** The one who accepts jobs, plans them, divides the workers among them and answers for them. */
package org.everycore.runtime.supervisor;
