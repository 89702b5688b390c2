package org.everycore.cluster.blob;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.everycore.cluster.security.PrivateFolder;

/**
 * Blobs as files of one directory, own or shared by several nodes: {@code ab/abcdef...}. A blob comes into being by an atomic
 * move of a file that was written, hashed and flushed to disk before, so a reader never sees half of one. Each file is
 * hashed again when this process first reads it, and whenever its size or time stamp has changed since.
 */
public final class DirectoryBlobStore implements BlobStore {
    private static final String PART = ".part";
    /** A part that nobody wrote to for so long was left by a process that died. */
    private static final Duration PART_LIFE = Duration.ofHours(24);

    private final Path root;
    private final long maxBlob;
    private final long maxTotal;
    private final AtomicLong total;
    private final Map<String, Seen> verified = new ConcurrentHashMap<>();

    private record Seen(long length, FileTime modified) {}

    private DirectoryBlobStore(Path root, long maxBlob, long maxTotal) throws IOException {
        this.root = Objects.requireNonNull(root, "root is null").toAbsolutePath();
        if (maxBlob < 1 || maxTotal < 1) {
            throw new IllegalArgumentException("limits " + maxBlob + " and " + maxTotal + " must be positive");
        }
        this.maxBlob = maxBlob;
        this.maxTotal = maxTotal;
        PrivateFolder.make(root);
        this.total = new AtomicLong(measure());
    }

    /**
     * Opens or makes a store.
     *
     * @param maxBlob bytes that one blob may have
     * @param maxTotal bytes that all of them may have, as far as this process knows
     */
    public static DirectoryBlobStore open(Path root, long maxBlob, long maxTotal) throws IOException {
        return new DirectoryBlobStore(root, maxBlob, maxTotal);
    }

    public static DirectoryBlobStore open(Path root) throws IOException {
        return open(root, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Bytes stored, as far as this process knows. */
    public long totalBytes() {
        return total.get();
    }

    @Override
    public BlobWriter begin() throws IOException {
        return new Writer();
    }

    @Override
    public Optional<Blob> find(String sha256) throws IOException {
        try {
            return Optional.of(new Blob(sha256, Files.size(place(sha256))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Path file(String sha256) throws IOException {
        Path file = place(sha256);
        try {
            Seen now = seen(file);
            if (!now.equals(verified.get(sha256))) {
                verify(file, sha256);
                verified.put(sha256, now);
            }
            return file;
        } catch (NoSuchFileException e) {
            throw new BlobException(BlobException.Reason.NOT_FOUND, "there is no blob " + sha256);
        }
    }

    @Override
    public long retain(Set<String> named, Instant storedBefore) throws IOException {
        long freed = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder)) {
                    freed += retainIn(folder, named, storedBefore);
                } else if (stalePart(folder)) {
                    Files.deleteIfExists(folder);
                }
            }
        }
        return freed;
    }

    private long retainIn(Path folder, Set<String> named, Instant storedBefore) throws IOException {
        long freed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (!named.contains(name)
                        && attributes.lastModifiedTime().toInstant().isBefore(storedBefore)) {
                    if (Files.deleteIfExists(file)) {
                        freed += attributes.size();
                        total.addAndGet(-attributes.size());
                        verified.remove(name);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return freed; // another node was faster
        }
        return freed;
    }

    private boolean stalePart(Path file) throws IOException {
        return file.getFileName().toString().endsWith(PART)
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(PART_LIFE));
    }

    private Path place(String sha256) {
        Blob.requireName(sha256);
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static Seen seen(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Seen(attributes.size(), attributes.lastModifiedTime());
    }

    private static void verify(Path file, String sha256) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(sha256)) {
            throw new BlobException(
                    BlobException.Reason.DAMAGED,
                    "blob " + sha256 + " is damaged: the bytes of " + file + " have the SHA-256 " + found);
        }
    }

    private long measure() throws IOException {
        try (var files = Files.walk(root, 2)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(PART))
                    .mapToLong(file -> {
                        try {
                            return Files.size(file);
                        } catch (IOException e) {
                            return 0; // deleted meanwhile
                        }
                    })
                    .sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private final class Writer extends BlobWriter {
        private final Path part = root.resolve(UUID.randomUUID() + PART);
        private final MessageDigest digest = sha256();
        private final FileChannel channel;
        private final OutputStream out;
        private long length;
        private boolean done;

        Writer() throws IOException {
            channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            length += count;
            if (length > maxBlob) {
                throw new BlobException(
                        BlobException.Reason.TOO_LARGE, "a blob may have at most " + maxBlob + " bytes");
            }
            if (total.get() + length > maxTotal) {
                throw new BlobException(
                        BlobException.Reason.FULL, "the blob store is full: its limit is " + maxTotal + " bytes");
            }
            digest.update(bytes, offset, count);
            out.write(bytes, offset, count);
        }

        @Override
        public Blob commit(String expected) throws IOException {
            out.flush();
            String found = HexFormat.of().formatHex(digest.digest());
            if (expected != null && !expected.equals(found)) {
                throw new BlobException(
                        BlobException.Reason.WRONG_HASH, "the bytes have the SHA-256 " + found + ", not " + expected);
            }
            channel.force(true);
            channel.close();
            Path target = place(found);
            Files.createDirectories(target.getParent());
            boolean isNew = !Files.exists(target);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            done = true;
            if (isNew) {
                total.addAndGet(length);
            }
            verified.put(found, seen(target));
            return new Blob(found, length);
        }

        @Override
        public void close() throws IOException {
            if (!done) {
                done = true;
                try {
                    channel.close();
                } finally {
                    Files.deleteIfExists(part);
                }
            }
        }
    }
}
