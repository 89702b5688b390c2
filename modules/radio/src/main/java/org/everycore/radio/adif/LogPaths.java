package org.everycore.radio.adif;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Turns what a person names (files, folders, globs) into log files, in the order named and sorted within each. */
public final class LogPaths {
    private static final List<String> ENDINGS =
            List.of(".adi", ".adif", ".adx", ".adi.gz", ".adif.gz", ".adx.gz", ".adi.zip", ".zip");

    private LogPaths() {}

    /** @throws NotALogException naming what does not exist or holds no log */
    public static List<Path> expand(List<String> named) throws IOException {
        List<Path> logs = new ArrayList<>();
        for (String name : named) {
            logs.addAll(expand(name));
        }
        return logs;
    }

    private static List<Path> expand(String name) throws IOException {
        Path path = path(name);
        if (path != null && Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                return nonEmpty(
                        files.filter(LogPaths::isLog)
                                .filter(Files::isRegularFile)
                                .sorted()
                                .toList(),
                        name,
                        "no log in this folder");
            }
        }
        if (path != null && Files.exists(path)) {
            return List.of(path);
        }
        if (!name.matches(".*[*?\\[{].*")) {
            throw new NotALogException(name + ": no such file");
        }
        return glob(name);
    }

    private static List<Path> glob(String pattern) throws IOException {
        int wild = 0;
        while ("*?[{".indexOf(pattern.charAt(wild)) < 0) {
            wild++;
        }
        int slash = pattern.lastIndexOf('/', wild);
        Path folder = Path.of(slash < 0 ? "." : slash == 0 ? "/" : pattern.substring(0, slash));
        if (!Files.isDirectory(folder)) {
            throw new NotALogException(pattern + ": no folder " + folder);
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(slash + 1));
        int depth = pattern.contains("**")
                ? Integer.MAX_VALUE
                : 1
                        + (int) pattern.substring(slash + 1)
                                .chars()
                                .filter(c -> c == '/')
                                .count();
        try (Stream<Path> files = Files.walk(folder, depth)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(folder.relativize(file)))
                    .map(file -> slash < 0 ? folder.relativize(file) : file)
                    .sorted()
                    .toList();
            return nonEmpty(found, pattern, "no file matches");
        }
    }

    private static List<Path> nonEmpty(List<Path> found, String name, String otherwise) throws NotALogException {
        if (found.isEmpty()) {
            throw new NotALogException(name + ": " + otherwise);
        }
        return found;
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static boolean isLog(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }
}
