package dev.chatbrush.gateway.bucket;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server of S3 for tests: the one of CHATBRUSH_S3, {@code http://KEY:SECRET@HOST:PORT}. Where
 * CHATBRUSH_S3_FOLDER names the folder in which it has its buckets, as versitygw does, tests look
 * into that.
 */
final class S3Server {
  static final long PART = 5 << 20; // the least that S3 takes

  private static final String ADDRESS = "CHATBRUSH_S3";

  private static final String HOW =
      "no server of S3: run './chatbrush test editor-gateway', which starts one, or set %s, as in"
          + " CONTRIBUTING.md";

  private S3Server() {}

  static boolean isThere() {
    String address = System.getenv(ADDRESS);
    return address != null && !address.isBlank();
  }

  private static String given(String variable) {
    String given = System.getenv(variable);
    if (given == null || given.isBlank()) {
      throw new IllegalStateException(HOW.formatted(variable));
    }
    return given;
  }

  /** Its address; from now on its credentials are this process's. */
  static URI address() {
    URI given = URI.create(given(ADDRESS));
    String[] keyAndSecret = given.getUserInfo().split(":");
    System.setProperty("aws.accessKeyId", keyAndSecret[0]);
    System.setProperty("aws.secretAccessKey", keyAndSecret[1]);
    return URI.create("http://%s:%d".formatted(given.getHost(), given.getPort()));
  }

  /** Where it has a bucket. */
  static Path folder(String bucket) {
    return Path.of(given("CHATBRUSH_S3_FOLDER"), bucket);
  }

  /** Makes a bucket that nobody has used. */
  static String newBucket() {
    String name = "test-" + UUID.randomUUID();
    try (S3Client client = S3Clients.of(config(name, ""))) {
      client.createBucket(request -> request.bucket(name));
    }
    return name;
  }

  static S3Config config(String bucket, String prefix) {
    URI address = address();
    return new S3Config() {
      @Override
      public Optional<String> bucket() {
        return Optional.of(bucket);
      }

      @Override
      public Optional<URI> endpoint() {
        return Optional.of(address);
      }

      @Override
      public String region() {
        return "us-east-1";
      }

      @Override
      public boolean pathStyle() {
        return true;
      }

      @Override
      public Optional<String> prefix() {
        return Optional.of(prefix);
      }

      @Override
      public MemorySize partSize() {
        return new MemorySize(BigInteger.valueOf(PART));
      }
    };
  }
}
