package org.everycore.jobs.result;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A result being written: bytes are hashed and go to a hidden temporary file beside the target, which takes the target's
 * place on {@link #commit()} and vanishes on {@link #close()} without one. Without a target only the hash is made. A target that
 * is a device or a pipe gets the bytes as they come, and is never replaced; of a symbolic link the file behind it is.
 */
public final class ResultFile implements AutoCloseable {
    private static final int MAX_LINKS = 40;
    /** So much of the target's name goes into the hidden one, which may not be longer than a file system allows. */
    private static final int MOST_NAME = 40;

    private final Optional<Path> target;
    private final Optional<Path> place;
    private final Optional<Path> temporary;
    private final MessageDigest digest = sha256();
    private final OutputStream out;
    private long bytes;
    private boolean closed;

    private ResultFile(Optional<Path> target) throws IOException {
        this.target = target;
        this.place = target.isPresent() ? Optional.of(behindLinks(target.get())) : Optional.empty();
        this.temporary = place.filter(ResultFile::isReplaceable).map(ResultFile::beside);
        this.out = new BufferedOutputStream(new Hashing(sink()), 1 << 16);
    }

    private OutputStream sink() throws IOException {
        if (temporary.isPresent()) {
            try {
                return Files.newOutputStream(temporary.get(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileSystemException e) {
                throw named(target.orElseThrow(), e);
            }
        }
        return target.isPresent()
                ? Files.newOutputStream(target.get(), StandardOpenOption.WRITE)
                : OutputStream.nullOutputStream();
    }

    /** The same failure by the name that was given: nobody knows the hidden file. */
    private static FileSystemException named(Path target, FileSystemException e) {
        String name = target.toString();
        if (e instanceof NoSuchFileException) {
            return new NoSuchFileException(name);
        }
        return e instanceof AccessDeniedException
                ? new AccessDeniedException(name)
                : new FileSystemException(name, null, e.getReason());
    }

    /** Whether a result may take the place of what is there: a file, or nothing yet. */
    public static boolean isReplaceable(Path target) {
        return !Files.exists(target) || Files.isRegularFile(target) || Files.isDirectory(target);
    }

    /** The file that a path names, be it by links; a link that leads nowhere names what it points to. */
    public static Path behindLinks(Path target) throws IOException {
        Path place = target;
        for (int links = 0; Files.isSymbolicLink(place); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemLoopException(target.toString());
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        return place;
    }

    public static ResultFile open(ResultTarget target) throws IOException {
        return new ResultFile(target.file());
    }

    /** The stream to write to; closing it is left to this object. */
    public OutputStream stream() {
        return out;
    }

    /** Makes the result final: flushed and moved into place. */
    public Committed commit() throws IOException {
        out.close();
        closed = true;
        if (temporary.isPresent()) {
            try {
                move(temporary.get(), place.orElseThrow());
            } catch (FileSystemException e) {
                throw named(target.orElseThrow(), e);
            }
        }
        return new Committed(HexFormat.of().formatHex(digest.digest()), bytes, target);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                out.close();
            } finally {
                if (temporary.isPresent()) {
                    Files.deleteIfExists(temporary.get());
                }
            }
        }
    }

    /** Hash, length and place of a result that is whole. */
    public record Committed(String sha256, long bytes, Optional<Path> file) {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Path beside(Path target) {
        String name = target.getFileName().toString();
        String start = name.substring(0, Math.min(MOST_NAME, name.length()));
        return target.resolveSibling("." + start + "." + UUID.randomUUID() + ".part");
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(from);
            throw e;
        }
    }

    private final class Hashing extends FilterOutputStream {
        Hashing(OutputStream sink) {
            super(sink);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            digest.update(data, offset, length);
            bytes += length;
            out.write(data, offset, length);
        }
    }
}
