package org.everycore.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.everycore.cluster.blob.Blob;
import org.everycore.cluster.blob.BlobException;
import org.everycore.cluster.blob.BlobStore;
import org.everycore.cluster.blob.BlobWriter;
import org.everycore.jobs.api.BlobDocument;

/** Uploads and downloads of blobs, streamed: neither end of the wire holds more than a few kilobytes. */
final class BlobRoutes {
    private static final String BLOCKING = "pekko.actor.default-blocking-io-dispatcher";

    private final BlobStore blobs;
    private final long maxBytes;
    private final Quotas.Uploads uploads;
    private final Materializer materializer;
    private final Executor blocking;
    private final GatewayMetrics metrics;

    BlobRoutes(
            BlobStore blobs,
            long maxBytes,
            Quotas quotas,
            Materializer materializer,
            Executor blocking,
            GatewayMetrics metrics) {
        this.blobs = blobs;
        this.maxBytes = maxBytes;
        this.uploads = new Quotas.Uploads(quotas, System::nanoTime);
        this.materializer = materializer;
        this.blocking = blocking;
        this.metrics = metrics;
    }

    /** Takes bytes in, and keeps them when they have the hash that the path names. */
    CompletionStage<HttpResponse> put(HttpRequest request, String name, Caller caller) {
        String sha256 = Blob.requireName(name);
        if (request.entity().getContentLengthOption().orElse(0) > maxBytes) {
            throw tooLarge();
        }
        return blocking(() -> blobs.find(sha256)).thenCompose(known -> {
            if (known.isPresent()) {
                request.discardEntityBytes(materializer);
                return CompletableFuture.completedFuture(Answers.json(200, stored(known.get(), false)));
            }
            return blocking(blobs::begin).thenCompose(writer -> receive(request, writer, sha256, caller));
        });
    }

    private CompletionStage<HttpResponse> receive(
            HttpRequest request, BlobWriter writer, String sha256, Caller caller) {
        metrics.uploads().incrementAndGet();
        Flow<ByteString, ByteString, ?> writing = Flow.of(ByteString.class).map(bytes -> {
            uploads.add(caller, bytes.size());
            writer.write(bytes.toArrayUnsafe());
            return bytes;
        });
        return RequestBody.pieces(request, maxBytes)
                .toMat(
                        writing.toMat(Sink.ignore(), Keep.right()).withAttributes(ActorAttributes.dispatcher(BLOCKING)),
                        Keep.right())
                .run(materializer)
                .exceptionally(failure -> {
                    throw RequestBody.problem(failure, maxBytes);
                })
                .thenCompose(done -> blocking(() -> writer.commit(sha256)))
                .thenApply(blob -> {
                    metrics.uploaded(blob.length());
                    caller.did("upload", "blob", blob.sha256());
                    return Answers.json(201, stored(blob, true));
                })
                .whenComplete((answer, failure) -> blocking.execute(() -> {
                    metrics.uploads().decrementAndGet();
                    close(writer);
                }));
    }

    CompletionStage<HttpResponse> get(String sha256) {
        return blocking(() -> blobs.file(sha256))
                .thenCompose(file -> download(file, sha256, ContentTypes.APPLICATION_OCTET_STREAM));
    }

    /** A verified file as an answer. */
    CompletionStage<HttpResponse> download(Path file, String sha256, ContentType type) {
        return blocking(() -> java.nio.file.Files.size(file)).thenApply(length -> HttpResponse.create()
                .addHeader(Answers.header("ETag", "\"" + sha256 + "\""))
                .withEntity(
                        length == 0
                                ? HttpEntities.create(type, new byte[0])
                                : HttpEntities.create(type, length, FileIO.fromPath(file, 1 << 16))));
    }

    /** A blob's file by name; for results that are blobs. */
    CompletionStage<Path> file(String sha256) {
        return blocking(() -> blobs.file(sha256));
    }

    private HttpProblem tooLarge() {
        return new HttpProblem(413, "too_large", null, "a blob may have at most " + maxBytes + " bytes");
    }

    private static BlobDocument stored(Blob blob, boolean isNew) {
        return new BlobDocument(blob.sha256(), blob.length(), isNew);
    }

    private static void close(BlobWriter writer) {
        try {
            writer.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("an upload's part cannot be removed", e);
        }
    }

    <T> CompletionStage<T> blocking(Question<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        blocking.execute(() -> {
            try {
                answer.complete(question.ask());
            } catch (BlobException e) {
                answer.completeExceptionally(e);
            } catch (IOException e) {
                answer.completeExceptionally(new HttpProblem(
                        503, "blob_store_unavailable", null, "the blob store does not work: " + e.getMessage()));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException;
    }
}
