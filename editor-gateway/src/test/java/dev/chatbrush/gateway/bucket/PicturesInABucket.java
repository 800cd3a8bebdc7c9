package dev.chatbrush.gateway.bucket;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * A gateway that keeps pictures in a bucket of the tests' server. Where there is none it does not
 * start; asking for these settings must not fail, as whoever looks for other tests asks too.
 */
public class PicturesInABucket implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    if (!S3Server.isThere()) {
      return Map.of("chatbrush.storage.pictures", "s3");
    }
    String bucket = S3Server.newBucket();
    return Map.of(
        "chatbrush.storage.pictures",
        "s3",
        "chatbrush.s3.endpoint",
        S3Server.address().toString(),
        "chatbrush.s3.bucket",
        bucket,
        "chatbrush.s3.path-style",
        "true",
        // Where the test looks into; the gateway does not.
        "chatbrush.storage.folder",
        S3Server.folder(bucket).toString());
  }
}
