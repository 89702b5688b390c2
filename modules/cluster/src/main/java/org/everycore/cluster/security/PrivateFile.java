package org.everycore.cluster.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.everycore.jobs.SpecException;
import org.everycore.jobs.result.ResultFile;

/** A file that holds a secret: its owner alone may read it (mode 0600), and it is there whole or not at all. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private PrivateFile() {}

    /** A link stays one: the file behind it is replaced. */
    public static void write(Path named, byte[] bytes) throws IOException {
        Path file = ResultFile.behindLinks(named.toAbsolutePath());
        Path folder = file.getParent();
        PrivateFolder.make(folder);
        Path part = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            if (posix(folder)) {
                Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else {
                Files.createFile(part);
            }
            Files.write(part, bytes, StandardOpenOption.WRITE);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a file that somebody else wrote for its owner from everybody but its owner. */
    public static void restrict(Path file) throws IOException {
        if (Files.isRegularFile(file) && posix(file)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    /**
     * Reads a secret.
     *
     * @throws SpecException when the file is missing, or others than its owner may read or change it
     */
    public static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new SpecException("file", file, "no such file");
        }
        if (posix(file)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw new SpecException(
                        "file",
                        file,
                        "can be read or changed by others (" + PosixFilePermissions.toString(permissions)
                                + "); make it mode 0600");
            }
        }
        return Files.readString(file);
    }

    private static boolean posix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
