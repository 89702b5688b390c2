/** What a generator is trained on: families of densities, files of densities and points. */
package org.everycore.training.data;
