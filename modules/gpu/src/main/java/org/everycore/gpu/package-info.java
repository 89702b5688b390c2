/** What registers, routes and sub-batches gpu_batch work. */
package org.everycore.gpu;
