package dev.chatbrush.gateway.agent;

import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.gateway.grpc.Pictures;
import dev.chatbrush.gateway.storage.BlobId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The pictures of one run: by their hashes, and with the bytes of those that were asked for. */
final class RunPictures {
  private final Pictures pictures;
  private final BlobId image;
  private final List<BlobId> references;
  private final Set<String> sent = new HashSet<>();

  RunPictures(Pictures pictures, BlobId image, List<BlobId> references) {
    this.pictures = pictures;
    this.image = image;
    this.references = references;
  }

  RunRequest in(RunRequest request) {
    return request.toBuilder()
        .setPicture(picture(image))
        .addAllReferenceImages(references.stream().map(this::picture).toList())
        .build();
  }

  private Picture picture(BlobId id) {
    return sent.contains(id.value()) ? pictures.whole(id) : pictures.named(id);
  }

  /** From now on with that one's bytes; who asks for the same again gets the failure. */
  void send(String sha256, Supplier<RuntimeException> again) {
    if (!sent.add(sha256)) {
      throw again.get();
    }
  }
}
