package dev.chatbrush.gateway.bucket;

import dev.chatbrush.gateway.storage.StorageCondition;
import java.time.Duration;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Whether a bucket answers. Asked twice a second, it asks the bucket every few seconds: each time
 * is a call that somebody may pay for.
 */
final class BucketHealth {
  private static final Logger LOG = Logger.getLogger(BucketHealth.class);
  private static final Duration WELL = Duration.ofSeconds(5);
  private static final Duration ILL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final S3Client client;
  private final String bucket;
  private StorageCondition seen = StorageCondition.OK;
  private long next;

  BucketHealth(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
    this.next = System.nanoTime();
  }

  /**
   * Fails where the bucket is not there or not for these credentials; warns of what else is odd.
   */
  void begin() {
    try {
      ask();
      if (versioned()) {
        LOG.warnf(
            "the bucket %s keeps versions: what is deleted stays in it until a rule of its own ends"
                + " them",
            bucket);
      }
    } catch (S3Exception e) {
      if (e.statusCode() < 500) {
        throw new IllegalStateException(
            "the bucket %s is not there, or not for these credentials (%d); make it, or see"
                    .formatted(bucket, e.statusCode())
                + " chatbrush.s3.* and AWS_ACCESS_KEY_ID",
            e);
      }
      LOG.warnf("the bucket %s does not answer yet: %s", bucket, e.getMessage());
    } catch (SdkException e) {
      LOG.warnf("the bucket %s does not answer yet: %s", bucket, e.getMessage());
    }
  }

  private boolean versioned() {
    try {
      return client.getBucketVersioning(request -> request.bucket(bucket)).status()
          == BucketVersioningStatus.ENABLED;
    } catch (S3Exception e) {
      LOG.debugf("whether the bucket keeps versions is not told: %s", e.getMessage());
      return false;
    }
  }

  private void ask() {
    client.headBucket(
        request ->
            request.bucket(bucket).overrideConfiguration(how -> how.apiCallTimeout(PATIENCE)));
  }

  synchronized StorageCondition look() {
    if (System.nanoTime() - next >= 0) {
      seen = answers() ? StorageCondition.OK : StorageCondition.UNREACHABLE;
      next = System.nanoTime() + (seen == StorageCondition.OK ? WELL : ILL).toNanos();
    }
    return seen;
  }

  private boolean answers() {
    try {
      ask();
      return true;
    } catch (SdkException e) {
      LOG.debugf("the bucket %s does not answer: %s", bucket, e.getMessage());
      return false;
    }
  }
}
