package dev.chatbrush.mask.real;

import com.google.protobuf.ByteString;
import dev.chatbrush.contracts.mask.Mask;
import dev.chatbrush.contracts.mask.MaskServiceGrpc;
import dev.chatbrush.contracts.mask.SegmentReply;
import dev.chatbrush.contracts.mask.SegmentRequest;
import dev.chatbrush.contracts.mask.Selection;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.wire.PictureHash;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.MaskPng;
import dev.chatbrush.imaging.mask.Rle;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/** One of the repository's photos at the running service; keeps each mask as a PNG to look at. */
final class RealSegmenter implements AutoCloseable {
  private static final Path PHOTOS = Path.of("..", "testdata", "photos");
  private static final Path SEEN = Path.of("target", "masks");

  private final ManagedChannel channel;
  private final String photo;
  private final Picture picture;
  private final double[] center;
  private long sequence;

  RealSegmenter(String photo) {
    this.photo = photo;
    int port = ConfigProvider.getConfig().getValue("quarkus.grpc.server.test-port", Integer.class);
    this.channel = ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
    RgbImage image = read(photo);
    this.center = new double[] {image.width() / 2.0, image.height() / 2.0};
    byte[] png = ImageEncoder.png(image);
    this.picture =
        Picture.newBuilder()
            .setSha256(PictureHash.of(png))
            .setContent(ByteString.copyFrom(png))
            .build();
  }

  private static RgbImage read(String photo) {
    try {
      return ImageDecoder.decode(Files.readAllBytes(PHOTOS.resolve(photo)));
    } catch (IOException e) {
      throw new UncheckedIOException("the photo is not where the repository has it", e);
    }
  }

  /** x and y of the photo's middle. */
  double[] center() {
    return center;
  }

  /** {@code name}: of the PNG under {@code target/masks}. */
  SeenMask segment(String name, String session, Selection selection) {
    SegmentReply reply =
        MaskServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(60, TimeUnit.SECONDS)
            .segment(
                SegmentRequest.newBuilder()
                    .setPicture(picture)
                    .setSelection(selection)
                    .setSession(session)
                    .setSequence(++sequence)
                    .build());
    Mask wire = reply.getMask();
    int[] counts = wire.getRle().getCountsList().stream().mapToInt(Integer::intValue).toArray();
    SeenMask seen =
        new SeenMask(
            wire, new Rle(wire.getRle().getHeight(), wire.getRle().getWidth(), counts).toMask());
    keep(name, seen);
    return seen;
  }

  private void keep(String name, SeenMask seen) {
    try {
      Files.createDirectories(SEEN);
      Files.write(
          SEEN.resolve(photo.replace(".jpg", "-" + name + ".png")), MaskPng.encode(seen.mask()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
