package dev.chatbrush.gateway.bucket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects that are sent in parts, of which one that fails is sent again alone. They are sent under
 * the name of the gateway that does it, {@code partial/…}, so that what it leaves unfinished is
 * known, and copied within the bucket once they are whole. Thread-safe.
 */
final class Parts {
  private final S3Client client;
  private final String bucket;
  private final String partials;
  private final String self;
  private final int size;

  /**
   * @param prefix of all keys
   * @param self the name of this gateway
   * @param size bytes of a part
   */
  Parts(S3Client client, String bucket, String prefix, String self, int size) {
    this.client = client;
    this.bucket = bucket;
    this.partials = prefix + "partial/";
    this.self = self;
    this.size = size;
  }

  boolean isFor(byte[] content) {
    return content.length > size;
  }

  void put(String key, byte[] content) {
    String partial = partials + self + "-" + UUID.randomUUID();
    sendWhole(partial, content);
    try {
      client.copyObject(
          request ->
              request
                  .sourceBucket(bucket)
                  .sourceKey(partial)
                  .destinationBucket(bucket)
                  .destinationKey(key));
    } finally {
      delete(partial);
    }
  }

  private void sendWhole(String key, byte[] content) {
    String upload =
        client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    try {
      List<CompletedPart> sent = send(key, upload, content);
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket)
                  .key(key)
                  .uploadId(upload)
                  .multipartUpload(whole -> whole.parts(sent)));
    } catch (SdkException failure) {
      try {
        abort(key, upload);
      } catch (SdkException another) {
        failure.addSuppressed(another); // it is removed when this gateway runs no more
      }
      throw failure;
    }
  }

  private List<CompletedPart> send(String key, String upload, byte[] content) {
    List<CompletedPart> sent = new ArrayList<>();
    for (int start = 0; start < content.length; start += size) {
      int number = sent.size() + 1;
      ByteBuffer part = ByteBuffer.wrap(content, start, Math.min(size, content.length - start));
      String tag =
          client
              .uploadPart(
                  request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                  RequestBody.fromRemainingByteBuffer(part))
              .eTag();
      sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    return sent;
  }

  private void abort(String key, String upload) {
    client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
  }

  private void delete(String key) {
    BucketProblems.unlessMissing(
        () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
  }

  /** Removes what gateways left that run no more. */
  void tidy(Set<String> living) {
    for (MultipartUpload upload :
        client
            .listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(partials))
            .uploads()) {
      if (isOfTheDead(upload.key(), living)) {
        BucketProblems.unlessMissing(() -> abort(upload.key(), upload.uploadId()));
      }
    }
    for (S3Object whole :
        client
            .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(partials))
            .contents()) {
      if (isOfTheDead(whole.key(), living)) {
        delete(whole.key());
      }
    }
  }

  private boolean isOfTheDead(String key, Set<String> living) {
    return !living.contains(key.substring(partials.length()).replaceFirst("-.*", ""));
  }
}
