package dev.chatbrush.gateway.testing;

import dev.chatbrush.contracts.picture.ForgetReply;
import dev.chatbrush.contracts.picture.ForgetRequest;
import dev.chatbrush.contracts.picture.PictureMemoryGrpc;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The memory of both services for tests: remembers what it was to forget. */
public final class FakeMemory extends PictureMemoryGrpc.PictureMemoryImplBase {
  private final List<String> forgotten = new CopyOnWriteArrayList<>();

  /** Hashes, each as often as it was said. */
  public List<String> forgotten() {
    return List.copyOf(forgotten);
  }

  @Override
  public void forget(ForgetRequest request, StreamObserver<ForgetReply> replies) {
    forgotten.addAll(request.getSha256List());
    replies.onNext(ForgetReply.getDefaultInstance());
    replies.onCompleted();
  }
}
