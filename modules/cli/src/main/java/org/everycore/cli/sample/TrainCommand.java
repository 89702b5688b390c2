package org.everycore.cli.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.everycore.cli.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Says that training is not part of this version. */
@Command(footerHeading = "%nExamples:%n", footer = "  everycore train --family ring --modes 3")
public final class TrainCommand implements Callable<Integer> {
    @Unmatched
    private final List<String> anything = new ArrayList<>();

    @Override
    public Integer call() {
        throw Failure.wrongInput(
                "training comes later" + (anything.isEmpty() ? "" : "; nothing was done with its options"));
    }
}
