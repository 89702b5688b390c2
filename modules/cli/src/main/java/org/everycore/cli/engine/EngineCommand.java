package org.everycore.cli.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Failure;
import org.everycore.cli.Session;
import org.everycore.engine.EngineLimits;
import org.everycore.engine.EngineServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps generators and circuits compiled for another process, which talks to it over a socket or a pipe. */
@Command(
        footerHeading =
                "%nThis is what the Python package starts; docs/python.md describes the frames. It says one line when"
                        + " it is ready, and ends when its standard input does, as when the process that started it is gone.%n"
                        + "Nothing of it is on the network; the folder of the socket decides who may connect.%n%nExamples:%n",
        footer = {
            "  everycore engine --socket \"$XDG_RUNTIME_DIR/engine.sock\"",
            "  everycore engine --pipe --workers 4"
        })
public final class EngineCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--socket", paramLabel = "PATH", description = "Listen on a Unix socket at this path.")
    private Path socket;

    @Option(names = "--pipe", description = "Talk over standard input and output instead.")
    private boolean pipe;

    @Option(names = "--workers", paramLabel = "N", description = "Threads that compute one request; the default is 1.")
    private int workers = 1;

    public EngineCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (pipe == (socket != null)) {
            throw Failure.wrongInput("one of --socket PATH and --pipe is needed");
        }
        if (workers < 1 || workers > 64) {
            throw Failure.wrongInput("--workers = " + workers + ": must be 1 to 64");
        }
        session.interrupts().serve();
        try (EngineServer server = new EngineServer(EngineLimits.standard().withWorkers(workers))) {
            if (pipe) {
                server.serve(session.in(), session.out());
                return ExitCode.OK.status();
            }
            try {
                server.listen(socket);
            } catch (IOException e) {
                throw new Failure(
                        ExitCode.FAILED, "--socket = " + socket + ": cannot listen there (" + e.getMessage() + ")", e);
            }
            session.out().println("ready");
            session.out().flush();
            untilEnd(session.in());
            return ExitCode.OK.status();
        }
    }

    /** Reads what nobody writes: the end of it is the end of whoever started this process. */
    private static void untilEnd(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
