package org.everycore.cli.circuit;

import picocli.CommandLine.Command;

/** The verbs that take circuit files. */
@Command(
        subcommands = {CircuitRun.class, CircuitShow.class, CircuitDraw.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  everycore circuit run examples/squeezed-light.json",
            "  everycore circuit run --json --ket --gradient examples/squeezed-light.json",
            "  everycore circuit draw examples/squeezed-light.json"
        })
public final class CircuitCommand {}
