package dev.chatbrush.triton.testing;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.grpc.wire.InferParameter;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import dev.chatbrush.triton.grpc.wire.ModelStreamInferResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

/**
 * The answers of all requests of one stream. As with Triton, errors are messages that do not end
 * the stream, and the stream ends when the caller has closed its side and every request is
 * answered.
 */
final class StreamReplies {
  private static final String FINAL = "triton_final_response";

  private final ServerCallStreamObserver<ModelStreamInferResponse> caller;
  private int running;
  private boolean halfClosed;
  private boolean gone;

  StreamReplies(ServerCallStreamObserver<ModelStreamInferResponse> caller) {
    this.caller = caller;
  }

  synchronized void halfClosed() {
    halfClosed = true;
    completeWhenIdle();
  }

  synchronized void gone() {
    gone = true;
  }

  synchronized ReplySink open(InferRequest request, boolean decoupled) {
    running++;
    return new Share(request, decoupled);
  }

  /** Answers a request that never reached a model. */
  void refuse(String id, Status status) {
    send(
        ModelStreamInferResponse.newBuilder()
            .setErrorMessage(String.valueOf(status.getDescription()))
            .setInferResponse(ModelInferResponse.newBuilder().setId(id)));
  }

  private synchronized void send(ModelStreamInferResponse.Builder message) {
    if (!gone) {
      caller.onNext(message.build());
    }
  }

  private synchronized void closeOne() {
    running--;
    completeWhenIdle();
  }

  private void completeWhenIdle() {
    if (halfClosed && running == 0 && !gone) {
      gone = true;
      caller.onCompleted();
    }
  }

  private final class Share implements ReplySink {
    private final InferRequest request;
    private final boolean decoupled;
    private boolean ended;

    private Share(InferRequest request, boolean decoupled) {
      this.request = request;
      this.decoupled = decoupled;
    }

    @Override
    public synchronized void reply(ModelInferResponse.Builder answer) {
      answer.putParameters(FINAL, InferParameter.newBuilder().setBoolParam(!decoupled).build());
      send(ModelStreamInferResponse.newBuilder().setInferResponse(answer));
      if (!decoupled) {
        close();
      }
    }

    @Override
    public boolean hasRoom() {
      return caller.isReady();
    }

    @Override
    public synchronized void fail(Status status) {
      if (!ended) {
        refuse(request.id(), status);
        close();
      }
    }

    @Override
    public synchronized void end() {
      if (!ended) {
        ModelInferResponse.Builder last = FakeWire.empty(request);
        last.putParameters(FINAL, InferParameter.newBuilder().setBoolParam(true).build());
        send(ModelStreamInferResponse.newBuilder().setInferResponse(last));
        close();
      }
    }

    private void close() {
      if (!ended) {
        ended = true;
        closeOne();
      }
    }
  }
}
