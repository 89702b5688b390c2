package org.everycore.cli.circuit;

import picocli.CommandLine.Command;

/** The verbs that take circuit files. */
@Command(
        subcommands = {CircuitRun.class, CircuitShow.class, CircuitDraw.class, CircuitConvert.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore circuit run examples/squeezed.json",
            "  everycore circuit run --json --ket --gradient examples/squeezed.json",
            "  everycore circuit draw examples/squeezed.json"
        })
public final class CircuitCommand {}
