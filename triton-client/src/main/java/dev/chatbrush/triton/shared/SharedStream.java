package dev.chatbrush.triton.shared;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.SharedPlace;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.TensorMetadata;
import dev.chatbrush.triton.error.CancelledException;
import dev.chatbrush.triton.error.SharedMemoryUnknownException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stream whose request lies in a region. Answers look as if all of them had been sent. Where the
 * server turns out to know the region no more, the request is sent after all.
 */
final class SharedStream implements InferenceStream {
  private final InferenceClient client;
  private final InferRequest request;
  private final SharedRegion region;
  private final Runnable whenOver;
  private InferenceStream stream;
  private boolean cancelled;
  private boolean over;

  SharedStream(
      InferenceClient client, InferRequest request, SharedRegion region, Runnable whenOver) {
    this.client = client;
    this.request = request;
    this.region = region;
    this.whenOver = whenOver;
    this.stream = client.stream(request);
  }

  @Override
  public Optional<InferResponse> next() {
    try {
      return stream().next().map(this::complete);
    } catch (SharedMemoryUnknownException startedAnew) {
      return sent().next();
    }
  }

  @Override
  public void cancel() {
    synchronized (this) {
      cancelled = true;
    }
    stream().cancel();
  }

  @Override
  public boolean isCancelled() {
    return stream().isCancelled();
  }

  @Override
  public void close() {
    stream().close();
    boolean first;
    synchronized (this) {
      first = !over;
      over = true;
    }
    if (first) {
      whenOver.run();
    }
  }

  private synchronized InferenceStream stream() {
    return stream;
  }

  private synchronized InferenceStream sent() {
    stream.close();
    if (cancelled) {
      throw new CancelledException("stream of " + request.model() + ": the caller cancelled");
    }
    stream = client.stream(request.placed(Map.of(), request.outputs()));
    return stream;
  }

  private InferResponse complete(InferResponse answer) {
    if (answer.placed().isEmpty()) {
      return answer;
    }
    List<Tensor> outputs = new ArrayList<>(answer.outputs().values());
    answer.placed().forEach(output -> outputs.add(read(output)));
    return new InferResponse(
        answer.model(), answer.id(), outputs, answer.parameters(), answer.isFinal());
  }

  private Tensor read(TensorMetadata output) {
    SharedPlace place = request.placeOfOutput(output.name()).orElseThrow();
    Shape shape = new Shape(output.dims());
    long bytes = shape.elementCount() * output.type().byteSize();
    if (bytes > place.bytes()) {
      throw new UnexpectedResponseException(
          "expected at most %d bytes of %s in shared memory, found %d"
              .formatted(place.bytes(), output, bytes));
    }
    try {
      byte[] data = region.read((int) place.offset(), (int) bytes);
      return Tensor.ofRaw(output.name(), output.type(), shape, ByteBuffer.wrap(data));
    } catch (IOException gone) {
      throw new UnexpectedResponseException(output + " cannot be read from shared memory", gone);
    }
  }
}
