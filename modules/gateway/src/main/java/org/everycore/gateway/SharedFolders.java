package org.everycore.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folders in which a job may name files: nobody reads a server's disk by handing in a job. */
record SharedFolders(List<Path> folders) {
    SharedFolders {
        folders = List.copyOf(folders);
    }

    /** Whether a file is in one of them, wherever links lead. */
    boolean hold(String file) throws IOException {
        try {
            Path path = Path.of(file).toAbsolutePath();
            Optional<Path> real = real(path);
            for (Path folder : folders) {
                if (real.isPresent() && Files.isDirectory(folder) && real.get().startsWith(folder.toRealPath())) {
                    return true;
                }
            }
            return false;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Where a path leads, links followed; the last name need not exist yet. */
    private static Optional<Path> real(Path path) throws IOException {
        if (Files.exists(path)) {
            return Optional.of(path.toRealPath());
        }
        Path parent = path.getParent();
        Path name = path.getFileName();
        if (parent == null || name == null || name.toString().equals("..") || Files.isSymbolicLink(path)) {
            return Optional.empty();
        }
        return real(parent).map(folder -> folder.resolve(name));
    }
}
