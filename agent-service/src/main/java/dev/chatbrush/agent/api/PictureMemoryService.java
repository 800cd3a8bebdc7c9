package dev.chatbrush.agent.api;

import dev.chatbrush.agent.edit.PictureStore;
import dev.chatbrush.contracts.picture.ForgetReply;
import dev.chatbrush.contracts.picture.ForgetRequest;
import dev.chatbrush.contracts.picture.PictureMemoryGrpc;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/** Forgets pictures that were deleted. */
@GrpcService
public class PictureMemoryService extends PictureMemoryGrpc.PictureMemoryImplBase {
  private final PictureStore pictures;

  PictureMemoryService(PictureStore pictures) {
    this.pictures = pictures;
  }

  @Override
  public void forget(ForgetRequest request, StreamObserver<ForgetReply> observer) {
    pictures.forget(request.getSha256List());
    observer.onNext(ForgetReply.getDefaultInstance());
    observer.onCompleted();
  }
}
