/** What this machine has: cores, load, memory, GPUs. */
package org.everycore.cli.machine;
