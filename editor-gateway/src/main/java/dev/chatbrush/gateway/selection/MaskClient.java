package dev.chatbrush.gateway.selection;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.UnsafeByteOperations;
import dev.chatbrush.calls.CallGuard;
import dev.chatbrush.contracts.mask.MaskServiceGrpc;
import dev.chatbrush.contracts.mask.MaskServiceGrpc.MaskServiceBlockingStub;
import dev.chatbrush.contracts.mask.PrepareReply;
import dev.chatbrush.contracts.mask.PrepareRequest;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.ForgetRequest;
import dev.chatbrush.contracts.picture.ImageNeeded;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.picture.PictureMemoryGrpc;
import dev.chatbrush.contracts.picture.StatusReply;
import dev.chatbrush.contracts.picture.StatusRequest;
import dev.chatbrush.contracts.picture.View;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.grpc.Pictures;
import dev.chatbrush.gateway.grpc.RemoteCalls;
import dev.chatbrush.gateway.grpc.RemoteState;
import dev.chatbrush.gateway.grpc.Replicas;
import dev.chatbrush.gateway.owner.SessionOwners;
import dev.chatbrush.gateway.revision.PictureView;
import dev.chatbrush.gateway.revision.ReducedPictures;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.gateway.telemetry.Untraced;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.Deadline;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Calls mask-service: each call with one deadline, behind one guard of its kind. A picture's bytes
 * are sent only when the service says that it lacks them.
 */
@Startup
@ApplicationScoped
public class MaskClient {
  private static final String SERVICE = "mask service";

  private final Replicas replicas;
  private final Pictures pictures;
  private final ReducedPictures reduced;
  private final SessionOwners owners;
  private final SelectionConfig config;
  private final CallGuard clicks;
  private final CallGuard strokes;
  private final CallGuard encodes;

  /**
   * @param interceptors what Quarkus sets before the calls of its own channels: traces and meters
   */
  public MaskClient(
      Pictures pictures,
      ReducedPictures reduced,
      SessionOwners owners,
      SelectionConfig config,
      @Any Instance<ClientInterceptor> interceptors) {
    this.replicas = new Replicas(SERVICE, config.services(), interceptors.stream().toList());
    this.pictures = pictures;
    this.reduced = reduced;
    this.owners = owners;
    this.config = config;
    this.clicks = RemoteCalls.repeating("mask.click", config.guard());
    this.strokes = RemoteCalls.repeating("mask.stroke", config.guard());
    this.encodes = RemoteCalls.once("mask.encode", config.guard());
  }

  /**
   * The mask of {@code selection} on {@code image}.
   *
   * @param sequence rises with every request of a session; a newer one makes this one stale
   */
  SegmentReply segment(BlobId image, Selection selection, SessionId session, long sequence) {
    return owners.asking(
        session,
        () -> segment(image, request(image, selection, session.value(), sequence).build()));
  }

  /** The same, which nothing refines; stale only by another look. */
  SegmentReply look(BlobId image, Selection selection, SessionId session, long sequence) {
    String stream = session.value() + "/look";
    return owners.asking(session, () -> segmentOnce(image, selection, stream, sequence));
  }

  /**
   * The mask of {@code selection} on {@code image}; nothing refines it.
   *
   * @param stream a newer request of the same stream makes this one stale
   * @param sequence rises with every request of a stream
   */
  public SegmentReply segmentOnce(BlobId image, Selection selection, String stream, long sequence) {
    return segment(image, request(image, selection, stream, sequence).setOnce(true).build());
  }

  private SegmentRequest.Builder request(
      BlobId image, Selection selection, String stream, long sequence) {
    return SegmentRequest.newBuilder()
        .setPicture(pictures.named(image))
        .setSelection(selection)
        .setSession(stream)
        .setSequence(sequence);
  }

  private SegmentReply segment(BlobId image, SegmentRequest request) {
    return call(
        isDrawn(request.getSelection()) ? strokes : clicks,
        image,
        config.timeout(),
        stub -> stub.segment(request),
        SegmentReply::hasImageNeeded,
        (stub, reply) ->
            stub.segment(
                request.toBuilder().setPicture(asked(image, reply.getImageNeeded())).build()));
  }

  /** Encodes {@code image}, so that the first click is fast. */
  public PrepareReply prepare(BlobId image) {
    return call(
        encodes,
        image,
        config.prepareTimeout(),
        stub -> stub.prepare(PrepareRequest.newBuilder().setPicture(pictures.named(image)).build()),
        PrepareReply::hasImageNeeded,
        (stub, reply) ->
            stub.prepare(
                PrepareRequest.newBuilder()
                    .setPicture(asked(image, reply.getImageNeeded()))
                    .build()));
  }

  /** As much of the picture as the service said it needs. */
  private Picture asked(BlobId image, ImageNeeded needed) {
    if (needed.getEnoughSide() == 0) {
      return pictures.whole(image);
    }
    PictureView view = reduced.view(image, needed.getEnoughSide());
    return Picture.newBuilder()
        .setSha256(image.value())
        .setView(
            View.newBuilder()
                .setContent(UnsafeByteOperations.unsafeWrap(view.png()))
                .setWidth(view.width())
                .setHeight(view.height()))
        .build();
  }

  /**
   * How mask-service is now: as the best of its replicas. Asked without a circuit breaker, since it
   * is what finds it back.
   */
  public RemoteState status() {
    Deadline deadline = RemoteCalls.deadline(config.statusTimeout());
    return replicas.look(channel -> Untraced.call(() -> askedHow(channel, deadline))).stream()
        .map(RemoteState::from)
        .max(Comparator.comparing(RemoteState::engineReady))
        .orElse(RemoteState.DOWN);
  }

  private static ListenableFuture<StatusReply> askedHow(Channel channel, Deadline deadline) {
    return RemoteCalls.within(deadline, MaskServiceGrpc.newFutureStub(channel))
        .status(StatusRequest.getDefaultInstance());
  }

  /** Has all replicas that answer keep nothing of these pictures any more. */
  public void forget(Collection<BlobId> images) {
    Deadline deadline = RemoteCalls.deadline(config.statusTimeout());
    ForgetRequest request =
        ForgetRequest.newBuilder()
            .addAllSha256(images.stream().map(BlobId::value).toList())
            .build();
    replicas.look(
        channel ->
            RemoteCalls.within(deadline, PictureMemoryGrpc.newFutureStub(channel)).forget(request));
  }

  /** Strokes and uploaded masks: mask-service asks no model. */
  private static boolean isDrawn(Selection selection) {
    return selection.getPointsCount() == 0
        && !selection.hasBox()
        && selection.getSubject() == Selection.Subject.NONE
        && selection.getText().isEmpty();
  }

  private <R> R call(
      CallGuard guard,
      BlobId image,
      Duration timeout,
      Function<MaskServiceBlockingStub, R> byName,
      Predicate<R> imageNeeded,
      BiFunction<MaskServiceBlockingStub, R, R> withBytes) {
    Deadline deadline = RemoteCalls.deadline(timeout);
    return RemoteCalls.guarded(
        SERVICE,
        guard,
        () ->
            replicas.ask(
                image.value(),
                channel -> {
                  MaskServiceBlockingStub stub = stub(channel, deadline);
                  R reply = byName.apply(stub);
                  return imageNeeded.test(reply) ? withBytes.apply(stub, reply) : reply;
                }));
  }

  private static MaskServiceBlockingStub stub(Channel channel, Deadline deadline) {
    return RemoteCalls.within(deadline, MaskServiceGrpc.newBlockingStub(channel));
  }

  @PreDestroy
  void close() {
    replicas.close();
  }
}
