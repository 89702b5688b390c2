/** One core's worth of computing: the worker actor on its own thread, and what it owns for a job. */
package org.everycore.runtime.worker;
