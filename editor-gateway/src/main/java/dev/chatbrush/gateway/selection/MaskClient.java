package dev.chatbrush.gateway.selection;

import dev.chatbrush.contracts.mask.MaskServiceGrpc;
import dev.chatbrush.contracts.mask.MaskServiceGrpc.MaskServiceBlockingStub;
import dev.chatbrush.contracts.mask.PrepareReply;
import dev.chatbrush.contracts.mask.PrepareRequest;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.StatusRequest;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.grpc.Pictures;
import dev.chatbrush.gateway.grpc.RemoteCalls;
import dev.chatbrush.gateway.grpc.RemoteException;
import dev.chatbrush.gateway.grpc.RemoteState;
import dev.chatbrush.gateway.grpc.Replicas;
import dev.chatbrush.gateway.grpc.UnavailableException;
import dev.chatbrush.gateway.storage.BlobId;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Calls mask-service. Each call has a deadline; {@code @Timeout} stands behind it. A picture's
 * bytes are sent only when the service says that it lacks them.
 */
@ApplicationScoped
public class MaskClient {
  private static final String SERVICE = "mask service";

  private final Replicas replicas;
  private final Pictures pictures;
  private final SelectionConfig config;

  /**
   * @param interceptors what Quarkus sets before the calls of its own channels: traces and meters
   */
  public MaskClient(
      Pictures pictures, SelectionConfig config, @Any Instance<ClientInterceptor> interceptors) {
    this.replicas = new Replicas(config.services(), interceptors.stream().toList());
    this.pictures = pictures;
    this.config = config;
  }

  /**
   * The mask of {@code selection} on {@code image}.
   *
   * @param stream a newer request of the same stream makes this one stale
   * @param sequence rises with every request of a stream
   */
  @Timeout(value = 90, unit = ChronoUnit.SECONDS)
  @Retry(maxRetries = 1, delay = 100, jitter = 50, retryOn = UnavailableException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 4,
      delay = 5000,
      failOn = {RemoteException.class, TimeoutException.class})
  @Fallback(
      fallbackMethod = "segmentNotTried",
      applyOn = {CircuitBreakerOpenException.class, TimeoutException.class})
  public SegmentReply segment(BlobId image, Selection selection, String stream, long sequence) {
    SegmentRequest request =
        SegmentRequest.newBuilder()
            .setPicture(pictures.named(image))
            .setSelection(selection)
            .setSession(stream)
            .setSequence(sequence)
            .build();
    return call(
        image,
        config.timeout(),
        stub -> stub.segment(request),
        SegmentReply::hasImageNeeded,
        stub -> stub.segment(request.toBuilder().setPicture(pictures.whole(image)).build()));
  }

  SegmentReply segmentNotTried(BlobId image, Selection selection, String stream, long sequence) {
    throw UnavailableException.notTried(SERVICE);
  }

  /** Encodes {@code image}, so that the first click is fast. */
  @Timeout(value = 120, unit = ChronoUnit.SECONDS)
  @CircuitBreaker(
      requestVolumeThreshold = 4,
      delay = 5000,
      failOn = {RemoteException.class, TimeoutException.class})
  @Fallback(
      fallbackMethod = "prepareNotTried",
      applyOn = {CircuitBreakerOpenException.class, TimeoutException.class})
  public PrepareReply prepare(BlobId image) {
    return call(
        image,
        config.prepareTimeout(),
        stub -> stub.prepare(PrepareRequest.newBuilder().setPicture(pictures.named(image)).build()),
        PrepareReply::hasImageNeeded,
        stub ->
            stub.prepare(PrepareRequest.newBuilder().setPicture(pictures.whole(image)).build()));
  }

  PrepareReply prepareNotTried(BlobId image) {
    throw UnavailableException.notTried(SERVICE);
  }

  /** How mask-service is now; asked without a circuit breaker, since it is what finds it back. */
  @Fallback(fallbackMethod = "down", applyOn = EditorException.class)
  public RemoteState status() {
    return RemoteCalls.translated(
        SERVICE,
        () ->
            replicas.ask(
                "status",
                channel ->
                    RemoteState.from(
                        stub(channel, config.statusTimeout())
                            .status(StatusRequest.getDefaultInstance()))));
  }

  RemoteState down() {
    return RemoteState.DOWN;
  }

  private <R> R call(
      BlobId image,
      Duration timeout,
      Function<MaskServiceBlockingStub, R> byName,
      Predicate<R> imageNeeded,
      Function<MaskServiceBlockingStub, R> withBytes) {
    return RemoteCalls.translated(
        SERVICE,
        () ->
            replicas.ask(
                image.value(),
                channel -> {
                  MaskServiceBlockingStub stub = stub(channel, timeout);
                  R reply = byName.apply(stub);
                  return imageNeeded.test(reply) ? withBytes.apply(stub) : reply;
                }));
  }

  private static MaskServiceBlockingStub stub(Channel channel, Duration timeout) {
    return RemoteCalls.within(timeout, MaskServiceGrpc.newBlockingStub(channel));
  }

  @PreDestroy
  void close() {
    replicas.close();
  }
}
