package dev.chatbrush.mask.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.chatbrush.calls.CallDeadline;
import dev.chatbrush.calls.WarmUp;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.contracts.mask.Stroke;
import dev.chatbrush.contracts.wire.PictureHash;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.mask.lane.Call;
import dev.chatbrush.mask.lane.Lanes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once a stroke was drawn on a picture of nobody's, or when that takes too long. It goes the
 * way of a call from its message to its reply, past what counts calls; of the picture its size
 * alone is kept.
 */
@Readiness
@ApplicationScoped
class WarmStart implements HealthCheck {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  private final SegmentTask segmentTask;
  private final Lanes lanes;
  private final WarmUpConfig config;
  private volatile WarmUp warmUp;

  WarmStart(SegmentTask segmentTask, Lanes lanes, WarmUpConfig config) {
    this.segmentTask = segmentTask;
    this.lanes = lanes;
    this.config = config;
  }

  void begin(@Observes StartupEvent started) {
    warmUp = WarmUp.start(config.longest(), List.of(this::draw));
  }

  @Override
  public HealthCheckResponse call() {
    WarmUp running = warmUp;
    return HealthCheckResponse.named("warm-up").status(running != null && running.isOver()).build();
  }

  /** Throws what the stroke fails with. */
  void draw() {
    SegmentRequest request = asReceived(stroke());
    CallDeadline deadline = CallDeadline.in(config.longest());
    CompletableFuture<SegmentReply> reply = new CompletableFuture<>();
    Call call = new Call(reply::completeExceptionally);
    call.runIn(
        lanes.clicks(),
        () -> segmentTask.run(request, call, deadline, System.nanoTime(), reply::complete));
    reply.join().toByteString();
  }

  private static SegmentRequest stroke() {
    byte[] png = ImageEncoder.png(RgbImage.filled(WIDTH, HEIGHT, 90, 120, 150));
    SegmentRequest.Builder request = SegmentRequest.newBuilder();
    request
        .getPictureBuilder()
        .setSha256(PictureHash.of(png))
        .getViewBuilder()
        .setContent(ByteString.copyFrom(png))
        .setWidth(WIDTH)
        .setHeight(HEIGHT);
    Stroke.Builder stroke = request.getSelectionBuilder().addStrokesBuilder().setRadius(40);
    stroke.addPointsBuilder().setX(200).setY(200);
    stroke.addPointsBuilder().setX(400).setY(300);
    return request.build();
  }

  private static SegmentRequest asReceived(SegmentRequest sent) {
    try {
      return SegmentRequest.parseFrom(sent.toByteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message cannot be read back", e);
    }
  }
}
