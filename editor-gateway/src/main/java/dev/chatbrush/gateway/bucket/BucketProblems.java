package dev.chatbrush.gateway.bucket;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.storage.StorageFailedException;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What is said when the bucket fails. */
final class BucketProblems {
  /** AWS, MinIO, Ceph. */
  private static final Set<String> FULL =
      Set.of(
          "XMinioStorageFull",
          "XMinioAdminBucketQuotaExceeded",
          "QuotaExceeded",
          "InsufficientStorage");

  private BucketProblems() {}

  static EditorException of(SdkException failure) {
    if (!(failure instanceof S3Exception answer) || answer.statusCode() == 503) {
      return unreachable(failure);
    }
    String code = code(answer);
    if (answer.statusCode() == 507 || FULL.contains(code)) {
      return new StorageFailedException(
          "The bucket of the pictures is full (%s). Looking, undo and download go on; make room."
              .formatted(code),
          failure);
    }
    return answer.statusCode() >= 500
        ? unreachable(failure)
        : new StorageFailedException(
            "The bucket of the pictures refused it: %s (%d). See chatbrush.s3 and what its owner lets"
                    .formatted(code, answer.statusCode())
                + " these credentials do.",
            failure);
  }

  /** A HEAD is answered without one. */
  static String code(S3Exception answer) {
    return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
        ? "no reason given"
        : answer.awsErrorDetails().errorCode();
  }

  static boolean isMissing(S3Exception answer) {
    return answer.statusCode() == 404 && !"NoSuchBucket".equals(code(answer));
  }

  /** Some servers say so where another has removed it at the same moment. */
  static void unlessMissing(Runnable removal) {
    try {
      removal.run();
    } catch (S3Exception e) {
      if (!isMissing(e)) {
        throw e;
      }
    }
  }

  private static EditorException unreachable(SdkException cause) {
    return new EditorException(
        ProblemCode.STORAGE_UNREACHABLE,
        "The store of pictures does not answer. Nothing is lost; it goes on once it does.",
        Map.of(),
        cause);
  }
}
