package dev.chatbrush.mask.api;

import dev.chatbrush.contracts.picture.ForgetReply;
import dev.chatbrush.contracts.picture.ForgetRequest;
import dev.chatbrush.contracts.picture.PictureMemoryGrpc;
import dev.chatbrush.mask.embedding.DetectionStore;
import dev.chatbrush.mask.embedding.EmbeddingStore;
import dev.chatbrush.mask.embedding.PictureStore;
import dev.chatbrush.mask.embedding.SaliencyStore;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.Set;

/**
 * Forgets pictures that were deleted. What Triton shares of an embedding is written over by the
 * next ones.
 */
@GrpcService
public class PictureMemoryService extends PictureMemoryGrpc.PictureMemoryImplBase {
  private final PictureStore pictures;
  private final EmbeddingStore embeddings;
  private final SaliencyStore saliencies;
  private final DetectionStore detections;

  PictureMemoryService(
      PictureStore pictures,
      EmbeddingStore embeddings,
      SaliencyStore saliencies,
      DetectionStore detections) {
    this.pictures = pictures;
    this.embeddings = embeddings;
    this.saliencies = saliencies;
    this.detections = detections;
  }

  @Override
  public void forget(ForgetRequest request, StreamObserver<ForgetReply> observer) {
    Set<String> gone = Set.copyOf(request.getSha256List());
    pictures.forget(gone);
    embeddings.forget(gone);
    saliencies.forget(gone);
    detections.forget(gone);
    observer.onNext(ForgetReply.getDefaultInstance());
    observer.onCompleted();
  }
}
