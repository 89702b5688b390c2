/** The block kernel on the Vector API; used when the JVM was started with {@code --add-modules jdk.incubator.vector}. */
package org.everycore.photonics.vector;
