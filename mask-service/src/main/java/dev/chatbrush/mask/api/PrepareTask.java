package dev.chatbrush.mask.api;

import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.contracts.mask.PrepareReply;
import dev.chatbrush.contracts.mask.PrepareRequest;
import dev.chatbrush.mask.embedding.EmbeddingStore;
import dev.chatbrush.mask.embedding.Encoded;
import dev.chatbrush.mask.embedding.EncoderFrame;
import dev.chatbrush.mask.embedding.PictureRef;
import dev.chatbrush.mask.inference.SegmentModelSource;
import dev.chatbrush.mask.lane.Call;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Encodes a picture ahead of its first click. */
@ApplicationScoped
class PrepareTask {
  private final SegmentModelSource models;
  private final EmbeddingStore embeddings;

  PrepareTask(SegmentModelSource models, EmbeddingStore embeddings) {
    this.models = models;
    this.embeddings = embeddings;
  }

  void run(PrepareRequest request, Call call, CallDeadline deadline, Consumer<PrepareReply> reply) {
    PictureRef ref = SelectionReader.picture(request.getPicture());
    Optional<CompletableFuture<Encoded>> found = embeddings.prepare(ref, models.best());
    if (found.isEmpty()) {
      PrepareReply needed =
          PrepareReply.newBuilder().setImageNeeded(SelectionReader.needed(ref)).build();
      call.complete(() -> reply.accept(needed));
      return;
    }
    found
        .get()
        .copy()
        .orTimeout(deadline.left().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (encoded, problem) -> {
              if (problem != null) {
                call.fail(problem);
              } else {
                call.complete(() -> reply.accept(replyOf(encoded)));
              }
            });
  }

  private static PrepareReply replyOf(Encoded encoded) {
    EncoderFrame frame = encoded.embedding().frame();
    return PrepareReply.newBuilder()
        .setWidth(frame.width())
        .setHeight(frame.height())
        .putAllTimingsMillis(encoded.millis())
        .build();
  }
}
