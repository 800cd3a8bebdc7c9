package dev.chatbrush.triton.grpc;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.StreamSession;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import dev.chatbrush.triton.grpc.message.Failures;
import dev.chatbrush.triton.grpc.message.Methods;
import dev.chatbrush.triton.grpc.message.WireMessages;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import dev.chatbrush.triton.grpc.wire.ModelStreamInferResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many requests on one connection stream. Thread-safe. */
final class GrpcStreamSession extends ClientCall.Listener<ModelStreamInferResponse>
    implements StreamSession {
  private static final String NAME = "stream session";

  private final Transport transport;
  private final InputChecks checks;
  private final ClientCall<ModelInferRequest, ModelStreamInferResponse> call;
  private final ReadAhead readAhead;
  private final Map<String, SessionStream> open = new HashMap<>();
  private long lastId;
  private InferenceException ended;

  private GrpcStreamSession(Transport transport, InputChecks checks, CallSetup setup) {
    this.transport = transport;
    this.checks = checks;
    this.call =
        transport
            .channel()
            .newCall(
                Methods.STREAM_INFER,
                CallOptions.DEFAULT.withDeadline(setup.deadline()).withExecutor(setup.executor()));
    this.readAhead = new ReadAhead(transport.config().readAhead(), call::request);
  }

  static GrpcStreamSession open(Transport transport, InputChecks checks, Duration timeout) {
    if (timeout == null || timeout.isZero() || timeout.isNegative()) {
      throw new InvalidInputException(
          "a stream session needs a timeout greater than zero, found " + timeout);
    }
    transport.admit(NAME);
    CallSetup setup = transport.setup(timeout, Map.of());
    GrpcStreamSession session = new GrpcStreamSession(transport, checks, setup);
    session.call.start(session, setup.headers());
    session.readAhead.ask();
    return session;
  }

  @Override
  public InferenceStream send(InferRequest request) {
    checks.check(request);
    synchronized (this) {
      awaitRoom();
      String id = request.id().isEmpty() ? freshId() : request.id();
      if (open.containsKey(id)) {
        throw new InvalidInputException(
            "request '%s' is still open on this session; give each open request its own id"
                .formatted(id));
      }
      SessionStream stream = new SessionStream(readAhead, transport.config(), id, request);
      open.put(id, stream);
      call.sendMessage(WireMessages.streamed(request, id));
      return stream;
    }
  }

  /** Waits while what was sent before is still on its way, so that requests do not pile up here. */
  private void awaitRoom() {
    while (ended == null && !call.isReady()) {
      try {
        wait();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new CancelledException(NAME + ": the sending thread was interrupted", interrupted);
      }
    }
    if (ended != null) {
      throw ended;
    }
  }

  private String freshId() {
    String id;
    do {
      id = "s" + ++lastId;
    } while (open.containsKey(id));
    return id;
  }

  @Override
  public synchronized void onReady() {
    notifyAll();
  }

  @Override
  public void onMessage(ModelStreamInferResponse message) {
    readAhead.arrived();
    ModelInferResponse answer = message.getInferResponse();
    SessionStream stream = find(answer.getId());
    if (stream == null) {
      String text = message.getErrorMessage();
      // An error without an id may be anybody's, so nobody may go on as if it were not there.
      InferenceException failure =
          text.isEmpty()
              ? new UnexpectedResponseException(
                  NAME + ": an answer came with the id '" + answer.getId() + "' that nobody sent")
              : Failures.fromText(text);
      endAll(failure);
      call.cancel("an answer belonged to no request", null);
      return;
    }
    if (stream.receive(message)) {
      forget(answer.getId());
    }
    readAhead.ask();
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    InferenceException failure = transport.ended(status, NAME);
    endAll(
        failure == null
            ? new UnexpectedResponseException(NAME + ": the server ended the stream")
            : failure);
  }

  @Override
  public void close() {
    if (endAll(new CancelledException(NAME + ": the caller closed the session"))) {
      call.cancel("the caller closed the session", null);
    }
  }

  private synchronized SessionStream find(String id) {
    return open.get(id);
  }

  private synchronized void forget(String id) {
    open.remove(id);
  }

  private boolean endAll(InferenceException reason) {
    List<SessionStream> streams;
    synchronized (this) {
      if (ended != null) {
        return false;
      }
      ended = reason;
      streams = List.copyOf(open.values());
      open.clear();
      notifyAll();
    }
    streams.forEach(stream -> stream.end(reason));
    return true;
  }
}
