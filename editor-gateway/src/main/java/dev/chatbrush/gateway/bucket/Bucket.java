package dev.chatbrush.gateway.bucket;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One bucket, below a prefix. Nothing is there before it is there whole. Works in a thread that is
 * being interrupted too, and leaves that to whom it concerns. Thread-safe.
 */
final class Bucket {
  private final S3Client client;
  private final String name;
  private final String prefix;
  private final Parts parts;

  /**
   * @param prefix that every key begins with
   * @param self the name of this gateway
   * @param partSize bytes above which an object is sent in parts
   */
  Bucket(S3Client client, String name, String prefix, String self, long partSize) {
    this.client = client;
    this.name = name;
    this.prefix = prefix;
    this.parts = new Parts(client, name, prefix, self, Math.toIntExact(partSize));
  }

  /** An object as it is listed. */
  record Found(String key, long bytes, Instant changed) {}

  void put(String key, byte[] content) {
    calling(
        () -> {
          if (parts.isFor(content)) {
            parts.put(prefix + key, content);
          } else {
            client.putObject(
                request -> request.bucket(name).key(prefix + key), RequestBody.fromBytes(content));
          }
          return null;
        });
  }

  /** Its bytes; empty where it is not there. */
  Optional<byte[]> get(String key) {
    return ifThere(
        () ->
            client
                .getObjectAsBytes(request -> request.bucket(name).key(prefix + key))
                .asByteArrayUnsafe());
  }

  /** What is known of it; empty where it is not there. */
  Optional<Found> head(String key) {
    return ifThere(
        () -> {
          HeadObjectResponse head =
              client.headObject(request -> request.bucket(name).key(prefix + key));
          return new Found(key, head.contentLength(), head.lastModified());
        });
  }

  /** It may be missing. */
  void delete(String key) {
    calling(
        () -> {
          BucketProblems.unlessMissing(
              () -> client.deleteObject(request -> request.bucket(name).key(prefix + key)));
          return null;
        });
  }

  /**
   * As {@link #delete}, but over within {@code longest}, tries of the client included: not repeated
   * where the thread is interrupted.
   */
  void deleteWithin(Duration longest, String key) {
    try {
      BucketProblems.unlessMissing(
          () ->
              client.deleteObject(
                  request ->
                      request
                          .bucket(name)
                          .key(prefix + key)
                          .overrideConfiguration(how -> how.apiCallTimeout(longest))));
    } catch (SdkException e) {
      throw BucketProblems.of(e);
    }
  }

  /** Goes through those whose key begins so. */
  void forEach(String start, Consumer<Found> visitor) {
    calling(
        () -> {
          for (S3Object object :
              client
                  .listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix + start))
                  .contents()) {
            visitor.accept(
                new Found(
                    object.key().substring(prefix.length()), object.size(), object.lastModified()));
          }
          return null;
        });
  }

  /** Removes what gateways left half-sent that run no more. */
  void tidy(Set<String> living) {
    calling(
        () -> {
          parts.tidy(living);
          return null;
        });
  }

  private static <T> Optional<T> ifThere(Supplier<T> call) {
    return calling(
        () -> {
          try {
            return Optional.of(call.get());
          } catch (S3Exception e) {
            if (BucketProblems.isMissing(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /** The client gives up in a thread that is interrupted; all that is done here may be repeated. */
  private static <T> T calling(Supplier<T> call) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return call.get();
        } catch (AbortedException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } catch (SdkException e) {
      throw BucketProblems.of(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
