package org.everycore.gpu;

/** Kets side by side in a device's memory: amplitude a of lane s is number {@code a * lanes + s} of each buffer. */
record Kets(long re, long im) {
    static Kets room(DeviceWork work, long dimension, int lanes) {
        return new Kets(work.room(dimension * lanes), work.room(dimension * lanes));
    }
}
