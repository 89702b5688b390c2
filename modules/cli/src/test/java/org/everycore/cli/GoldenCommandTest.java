package org.everycore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the text archives under {@code golden/}: each holds a {@code command}, what it must print on {@code stdout} and {@code
 * stderr}, its {@code exit} code, the names of the {@code files} that are there afterwards, and the input files. {@code $DIR}
 * stands for the folder of the case, in input files too; {@code [..]} in an expected line for any text; a line {@code ...} for any lines.
 */
class GoldenCommandTest {
    private static final Set<String> PARTS = Set.of("command", "stdin", "stdout", "stderr", "exit", "files");
    private static final Pattern PROGRESS = Pattern.compile("(?m)^\\h*\\d{1,3}\\h%.*\\R?");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> golden() throws IOException, URISyntaxException {
        Path root = Path.of(GoldenCommandTest.class.getResource("/golden").toURI());
        List<Path> cases;
        try (Stream<Path> found = Files.walk(root)) {
            cases = found.filter(file -> file.toString().endsWith(".txtar"))
                    .sorted()
                    .toList();
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(file -> DynamicTest.dynamicTest(
                        root.relativize(file).toString(),
                        file.toUri(),
                        () -> check(Txtar.parse(Files.readString(file)))));
    }

    private void check(Txtar archive) throws IOException {
        Path dir = Files.createTempDirectory(folder, "case").toRealPath();
        for (Map.Entry<String, String> entry : archive.files().entrySet()) {
            if (!PARTS.contains(entry.getKey())) {
                Path file = dir.resolve(entry.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, entry.getValue().replace("$DIR", dir.toString()));
            }
        }
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        int exit = 0;
        for (String command : archive.files().get("command").strip().lines().toList()) {
            assertThat(exit).as("exit of all commands but the last").isZero();
            CliRun run = run(dir, command, archive.files().getOrDefault("stdin", ""));
            out.append(run.out());
            // A line of progress appears where a machine is slow, and is no part of what a command says.
            err.append(PROGRESS.matcher(run.err()).replaceAll(""));
            exit = run.exit();
        }
        String shown = "exit " + exit + "\n-- stdout --\n" + out + "-- stderr --\n" + err;
        assertThat(exit)
                .as(shown)
                .isEqualTo(Integer.parseInt(
                        archive.files().getOrDefault("exit", "0").strip()));
        matches(dir, "stdout", archive, out.toString());
        matches(dir, "stderr", archive, err.toString());
        if (archive.files().containsKey("files")) {
            assertThat(String.join("\n", names(dir)))
                    .isEqualTo(archive.files().get("files").strip());
        }
    }

    private static CliRun run(Path dir, String command, String input) {
        List<String> words = new ArrayList<>();
        Map<String, String> env = new HashMap<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            String word =
                    (matcher.group(1) != null ? matcher.group(1) : matcher.group(2)).replace("$DIR", dir.toString());
            if (words.isEmpty() && word.matches("[A-Z_]+=.*")) {
                env.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            } else {
                words.add(word);
            }
        }
        assertThat(words.get(0)).isEqualTo("everycore");
        String[] args = words.subList(1, words.size()).toArray(String[]::new);
        return CliRun.in(dir, env, input, new Interrupts(), args);
    }

    private static void matches(Path dir, String part, Txtar archive, String actual) {
        String expected = archive.files().get(part);
        if (expected == null) {
            return;
        }
        String text =
                actual.replace(dir.toString(), "$DIR").replace("\r\n", "\n").strip();
        String whole = text.isEmpty() ? "" : text + "\n";
        String regex = expected.isBlank()
                ? ""
                : Arrays.stream(expected.strip().split("\n", -1))
                        .map(GoldenCommandTest::regex)
                        .reduce("", String::concat);
        if (!whole.matches(regex)) {
            assertThat(whole).as(part).isEqualTo(expected);
        }
    }

    private static String regex(String line) {
        return line.strip().equals("...")
                ? "(?:.*\n)*?"
                : Pattern.quote(line.stripTrailing()).replace("[..]", "\\E.*\\Q") + "[ ]*\n";
    }

    private static List<String> names(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> dir.relativize(file).toString())
                    .filter(name -> !name.startsWith(".state/") && !name.startsWith(".cache/"))
                    .sorted()
                    .toList();
        }
    }
}
