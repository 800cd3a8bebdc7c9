package dev.chatbrush.gateway.grpc;

import com.google.protobuf.UnsafeByteOperations;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.storage.BlobStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Pictures as messages: the hash alone, or with the stored bytes where a service lacks them. */
@ApplicationScoped
public class Pictures {
  private final BlobStore blobs;

  public Pictures(BlobStore blobs) {
    this.blobs = blobs;
  }

  public Picture named(BlobId id) {
    return Picture.newBuilder().setSha256(id.value()).build();
  }

  public Picture whole(BlobId id) {
    return Picture.newBuilder()
        .setSha256(id.value())
        .setContent(UnsafeByteOperations.unsafeWrap(blobs.get(id)))
        .build();
  }
}
