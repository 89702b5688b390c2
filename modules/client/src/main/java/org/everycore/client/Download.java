package org.everycore.client;

import java.nio.file.Path;

/** A result that was fetched, and whose hash was found right. */
public record Download(Path file, long bytes, String sha256) {}
