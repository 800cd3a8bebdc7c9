package dev.chatbrush.gateway.bucket;

import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import dev.chatbrush.gateway.storage.GatewayName;
import dev.chatbrush.gateway.storage.PictureDamagedException;
import dev.chatbrush.gateway.storage.StorageCondition;
import dev.chatbrush.gateway.storage.StorageState;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Blobs as objects {@code PREFIXab/abcdef…}, as the folder has them, so that either can be copied
 * into the other. An object's time is when its blob was put last.
 */
@ApplicationScoped
@Typed(S3BlobStore.class)
public class S3BlobStore implements BlobStore {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{2}/([0-9a-f]{64})");

  private final S3Client client;
  private final Bucket bucket;
  private final BucketHealth health;
  private final Departures departures;
  private final StorageState state;

  @Inject
  S3BlobStore(S3Config config, StorageState state, GatewayName self) {
    this(S3Clients.of(config), config, state, self);
  }

  /** Opens the store; fails where its bucket is not there. */
  S3BlobStore(S3Client client, S3Config config, StorageState state, GatewayName self) {
    String name =
        config
            .bucket()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "chatbrush.storage.pictures=s3 needs chatbrush.s3.bucket, its name"));
    this.client = client;
    this.state = state;
    this.bucket =
        new Bucket(
            client,
            name,
            config.prefix().orElse(""),
            self.value(),
            config.partSize().asLongValue());
    this.health = new BucketHealth(client, name);
    this.departures = new Departures(bucket, self.value());
    health.begin();
  }

  @PreDestroy
  void close() {
    client.close();
  }

  @Override
  @WithSpan("store picture")
  public BlobId put(byte[] content) {
    state.requireRoom();
    BlobId id = BlobId.of(content);
    do {
      bucket.put(key(id), content);
    } while (!departures.stays(key(id), id));
    return id;
  }

  @Override
  public byte[] get(BlobId id) {
    byte[] content = bucket.get(key(id)).orElseThrow(() -> missing(id));
    if (!BlobId.of(content).equals(id)) {
      throw new PictureDamagedException(id, "damaged", null);
    }
    return content;
  }

  @Override
  public long size(BlobId id) {
    return bucket.head(key(id)).orElseThrow(() -> missing(id)).bytes();
  }

  /** It is rare, and what is put anew is there whatever a remover is about to do. */
  @Override
  public void renew(BlobId id) {
    put(get(id));
  }

  private static PictureDamagedException missing(BlobId id) {
    return new PictureDamagedException(id, "missing", null);
  }

  @Override
  public void forEach(Consumer<Kept> visitor) {
    bucket.forEach(
        "",
        found -> {
          Matcher key = KEY.matcher(found.key());
          if (key.matches()) {
            visitor.accept(new Kept(new BlobId(key.group(1)), found.bytes(), found.changed()));
          }
        });
  }

  @Override
  public boolean remove(BlobId id, Instant before) {
    return departures.remove(key(id), id, before);
  }

  @Override
  public void removePartial(Set<String> living) {
    bucket.tidy(living);
    departures.tidy(living);
  }

  @Override
  public StorageCondition condition() {
    return health.look();
  }

  private static String key(BlobId id) {
    return id.value().substring(0, 2) + "/" + id.value();
  }
}
