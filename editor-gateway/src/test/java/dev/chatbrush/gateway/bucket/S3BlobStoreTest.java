package dev.chatbrush.gateway.bucket;

import static dev.chatbrush.gateway.testing.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.BlobStoreContract;
import dev.chatbrush.gateway.storage.GatewayName;
import dev.chatbrush.gateway.storage.PictureDamagedException;
import dev.chatbrush.gateway.storage.StorageCondition;
import dev.chatbrush.gateway.storage.StorageState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@Tag("s3")
class S3BlobStoreTest extends BlobStoreContract {
  private static final String PREFIX = "pictures/";

  private final String bucket = S3Server.newBucket();
  private final S3Config config = S3Server.config(bucket, PREFIX);
  private final S3Client client = S3Clients.of(config);

  @Override
  protected S3BlobStore open() {
    return new S3BlobStore(S3Clients.of(config), config, new StorageState(), new GatewayName("ME"));
  }

  private List<String> keys() {
    return client.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private String key(byte[] content) {
    String hash = BlobId.of(content).value();
    return PREFIX + hash.substring(0, 2) + "/" + hash;
  }

  @Test
  void leavesNothingButItsBlobs() {
    BlobStore store = open();
    store.put(CONTENT);
    store.put(CONTENT);
    byte[] much = new byte[6_000_000];
    store.put(much);
    store.remove(store.put(new byte[] {1}), Instant.now().plusSeconds(60));

    assertThat(keys()).containsExactlyInAnyOrder(key(CONTENT), key(much));
  }

  @Test
  void noticesDamage() {
    BlobStore store = open();
    BlobId id = store.put(CONTENT);
    client.putObject(
        request -> request.bucket(bucket).key(key(CONTENT)), RequestBody.fromString("other"));

    assertThatThrownBy(() -> store.get(id))
        .isInstanceOf(PictureDamagedException.class)
        .hasMessageContaining("damaged");
    store.put(CONTENT);
    assertThat(store.get(id)).as("a new upload heals it").isEqualTo(CONTENT);
  }

  @Test
  void removesWhatGatewaysThatAreGoneNeverFinished() {
    for (String name : List.of("GONE-1", "OTHER-2")) {
      client.createMultipartUpload(
          request -> request.bucket(bucket).key(PREFIX + "partial/" + name));
      client.putObject(
          request -> request.bucket(bucket).key(PREFIX + "partial/" + name),
          RequestBody.fromString("half"));
    }
    client.putObject(
        request ->
            request
                .bucket(bucket)
                .key(PREFIX + "leaving/" + BlobId.of(CONTENT).value() + "-GONE-1"),
        RequestBody.empty());

    open().removePartial(Set.of("ME", "OTHER"));

    assertThat(keys()).containsExactly(PREFIX + "partial/OTHER-2");
    assertThat(client.listMultipartUploads(request -> request.bucket(bucket)).uploads())
        .singleElement()
        .satisfies(upload -> assertThat(upload.key()).endsWith("OTHER-2"));
  }

  @Test
  void refusesABucketThatIsNotThere() {
    S3Config wrong = S3Server.config("nowhere-" + bucket, "");

    assertThatThrownBy(
            () -> new S3BlobStore(client, wrong, new StorageState(), new GatewayName("ME")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nowhere-" + bucket);
  }

  @Test
  void saysThatItsServerIsGone() {
    S3Client gone =
        S3Client.builder()
            .region(client.serviceClientConfiguration().region())
            .forcePathStyle(true)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .build();
    BlobStore store = new S3BlobStore(gone, config, new StorageState(), new GatewayName("ME"));

    assertThat(store.condition()).isEqualTo(StorageCondition.UNREACHABLE);
    assertThatThrownBy(() -> store.put(CONTENT)).has(code("STORAGE_UNREACHABLE"));
    assertThatThrownBy(() -> store.get(BlobId.of(CONTENT))).has(code("STORAGE_UNREACHABLE"));
  }
}
