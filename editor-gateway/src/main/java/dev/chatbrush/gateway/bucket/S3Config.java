package dev.chatbrush.gateway.bucket;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/**
 * The bucket, where {@code chatbrush.storage.pictures} is {@code s3}. Credentials are those of
 * AWS's usual places: {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}, a profile, or
 * the role of the container or machine.
 */
@ConfigMapping(prefix = "chatbrush.s3")
public interface S3Config {
  /** Its name; it must be there. */
  Optional<String> bucket();

  /** Address of a server that is not Amazon's, as {@code http://minio:9000}. */
  Optional<URI> endpoint();

  /** Its region; servers that are not Amazon's mostly take any. */
  @WithDefault("us-east-1")
  String region();

  /** Whether the bucket stands in the path and not in the host's name: MinIO and its like. */
  @WithDefault("false")
  boolean pathStyle();

  /** What every key begins with, as {@code chatbrush/}. */
  Optional<String> prefix();

  /** Files above this are sent in parts of it, each tried again by itself; at least 5 MB. */
  @WithDefault("16M")
  MemorySize partSize();
}
