/** Networks that score densities or samples, with exact derivatives. */
package org.everycore.training.critic;
