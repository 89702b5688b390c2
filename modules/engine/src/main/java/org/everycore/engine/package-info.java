/** A process that keeps compiled generators and circuits for another one, and answers it over a socket. */
package org.everycore.engine;
