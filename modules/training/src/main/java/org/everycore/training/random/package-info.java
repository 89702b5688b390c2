/** Random numbers that training draws by the million. */
package org.everycore.training.random;
