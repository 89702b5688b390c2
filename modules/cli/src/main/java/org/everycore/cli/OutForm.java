package org.everycore.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.everycore.radio.convert.LogForm;

/** The form in which a log is written, by the ending of the file that {@code --out} names. */
public final class OutForm {
    private static final Set<String> PLAIN = Set.of("", "txt", "tmp", "out");

    private OutForm() {}

    /** An ending that tells of something else is refused, before anything is read: nobody finds ADI in a {@code log.pdf}. */
    public static LogForm of(Path out, List<LogForm> forms) {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip")) {
            throw Failure.wrongInput("--out = " + out + ": zip files are read, not written; .gz is");
        }
        String plain = name.replaceFirst("\\.gz$", "");
        String ending = plain.indexOf('.') < 0 ? "" : plain.substring(plain.lastIndexOf('.') + 1);
        LogForm form = LogForm.ofFile(Path.of(plain.isEmpty() ? "log" : plain));
        boolean isPlain = form == LogForm.ADI && (PLAIN.contains(ending) || ending.startsWith("adi"));
        if (!forms.contains(form) || form == LogForm.ADI && !isPlain) {
            throw Failure.wrongInput("--out = " + out + ": ." + ending + " is no form that is written here; there are "
                    + forms.stream().map(one -> "." + one.format().extension()).collect(Collectors.joining(", "))
                    + ", or name one by --format");
        }
        return form;
    }
}
