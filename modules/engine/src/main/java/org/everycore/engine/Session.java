package org.everycore.engine;

/** Something compiled that a peer opened, and asks again and again. */
interface Session extends AutoCloseable {
    /** What the peer must know of it: sizes and names. */
    Message describe();

    Message answer(String op, Message request);

    @Override
    void close();
}
