package org.everycore.cli.awards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.everycore.cli.ExitCode;
import org.everycore.cli.Session;
import org.everycore.cli.text.JsonText;
import org.everycore.radio.award.AwardDefinition;
import org.everycore.radio.award.AwardDefinitions;
import org.everycore.radio.award.DefinitionAdvice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks definition files: each is right, or the line, key and value of what is wrong are told. */
@Command(
        name = "check",
        description = "Check award definitions of your own: file, line, key and value of what is wrong.",
        footerHeading = "%nThe exit code is 2 if a file is wrong. Doubts are warnings.%n%nExamples:%n",
        footer = {"  everycore awards check my-awards/club.conf", "  everycore awards check my-awards/"})
public final class AwardsCheck implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Definition files, or folders of *.conf files.")
    private List<Path> files;

    public AwardsCheck(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        List<Map<String, Object>> json = new ArrayList<>();
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int wrong = 0;
        for (Path file : expanded()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", file.toString());
            try {
                AwardDefinitions.Entry entry = AwardDefinitions.read(file);
                String name = entry.definition().name();
                String twin = names.putIfAbsent(name, file.toString());
                if (twin != null) {
                    throw new IOException(file + ": name = " + name + ": " + twin + " has this name too");
                }
                row.put("ok", true);
                row.put("name", name);
                List<String> doubts = DefinitionAdvice.of(entry.definition());
                row.put("warnings", doubts);
                if (!session.json()) {
                    session.out().println(file + ": " + session.style().good("ok") + ", " + said(entry.definition()));
                }
                doubts.forEach(doubt -> session.warn(file + ": " + doubt));
            } catch (IOException e) {
                wrong++;
                row.put("ok", false);
                row.put("error", message(file, e));
                session.err().println(session.errStyle().bad("everycore:") + " " + message(file, e));
            }
            json.add(row);
        }
        if (session.json()) {
            session.out().println(JsonText.of(json));
        }
        return wrong == 0 ? ExitCode.OK.status() : ExitCode.WRONG_INPUT.status();
    }

    private List<Path> expanded() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path file : files) {
            all.addAll(Files.isDirectory(file) ? AwardDefinitions.files(file) : List.of(file));
        }
        return all.stream().distinct().toList();
    }

    private static String said(AwardDefinition award) {
        AwardWords words = new AwardWords(award);
        return award.name() + ": " + words.key() + ", bands " + words.bands()
                + (words.goals().isEmpty() ? "" : ", goals " + words.goals());
    }

    private static String message(Path file, IOException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?");
        if (e instanceof java.nio.file.NoSuchFileException) {
            return file + ": no such file";
        }
        return message.startsWith(file.toString()) ? message : file + ": " + message;
    }
}
