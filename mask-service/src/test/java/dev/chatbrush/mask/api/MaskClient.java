package dev.chatbrush.mask.api;

import com.google.protobuf.ByteString;
import dev.chatbrush.contracts.mask.MaskServiceGrpc;
import dev.chatbrush.contracts.mask.Point;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.mask.Stroke;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.picture.View;
import dev.chatbrush.contracts.wire.PictureHash;
import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/** Talks to the running service as the gateway does. */
final class MaskClient implements AutoCloseable {
  private final ManagedChannel channel =
      ManagedChannelBuilder.forAddress(
              "localhost",
              ConfigProvider.getConfig().getValue("quarkus.grpc.server.test-port", Integer.class))
          .usePlaintext()
          .build();

  MaskServiceGrpc.MaskServiceBlockingStub blocking() {
    return MaskServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  MaskServiceGrpc.MaskServiceFutureStub future() {
    return MaskServiceGrpc.newFutureStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  SegmentReply segment(Picture picture, Selection selection) {
    return blocking()
        .segment(SegmentRequest.newBuilder().setPicture(picture).setSelection(selection).build());
  }

  static SegmentRequest request(
      Picture picture, Selection selection, String session, long sequence) {
    return SegmentRequest.newBuilder()
        .setPicture(picture)
        .setSelection(selection)
        .setSession(session)
        .setSequence(sequence)
        .build();
  }

  static Selection click(double x, double y) {
    return Selection.newBuilder().addPoints(Point.newBuilder().setX(x).setY(y)).build();
  }

  static Stroke stroke(double radius, boolean erase, double... points) {
    Stroke.Builder stroke = Stroke.newBuilder().setRadius(radius).setErase(erase);
    for (int i = 0; i < points.length; i += 2) {
      stroke.addPointsBuilder().setX(points[i]).setY(points[i + 1]);
    }
    return stroke.build();
  }

  /** A new picture of that size with its bytes; the colour makes its hash. */
  static Picture picture(int width, int height, int color) {
    return picture(RgbImage.filled(width, height, color & 255, color >> 8 & 255, color >> 16));
  }

  static Picture picture(RgbImage image) {
    byte[] png = ImageEncoder.png(image);
    return Picture.newBuilder()
        .setSha256(PictureHash.of(png))
        .setContent(ByteString.copyFrom(png))
        .build();
  }

  /** A view with that longest side of a picture of that size. */
  static Picture viewOf(int width, int height, int side, int color) {
    int longest = Math.max(1, Math.max(width, height));
    Picture small =
        picture(Math.max(1, width * side / longest), Math.max(1, height * side / longest), color);
    return Picture.newBuilder()
        .setSha256(small.getSha256())
        .setView(View.newBuilder().setContent(small.getContent()).setWidth(width).setHeight(height))
        .build();
  }

  static Picture byName(Picture picture) {
    return picture.toBuilder().clearContent().build();
  }

  static String codeOf(StatusRuntimeException thrown) {
    return WireErrors.codeOf(thrown).orElseThrow();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
