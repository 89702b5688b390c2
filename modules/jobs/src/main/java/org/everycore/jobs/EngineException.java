package org.everycore.jobs;

/**
 * Says that the engine which a job was to be computed with cannot do it on this node, whichever chunk it is given: a device
 * is missing or has too little memory. The job goes on with the next strategy.
 */
public class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineException(String message) {
        super(message);
    }
}
