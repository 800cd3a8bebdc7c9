package dev.chatbrush.gateway.testing;

import com.google.protobuf.ByteString;
import dev.chatbrush.contracts.agent.Preview;
import dev.chatbrush.contracts.agent.Progress;
import dev.chatbrush.contracts.agent.Result;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.Started;
import dev.chatbrush.contracts.agent.Suggestion;
import dev.chatbrush.contracts.agent.Title;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.picture.Rle;
import dev.chatbrush.gateway.storage.BlobId;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Ways in which the fake agent-service edits. */
public final class FakeEdits {
  private FakeEdits() {}

  /**
   * For each variation: started, one step of progress, one preview, and the picture in inverse
   * colours, with a seed of its own.
   */
  public static void invert(FakeAgent.Call call) {
    int variations = Math.max(1, call.request().getStep().getVariations());
    for (int variation = 0; variation < variations; variation++) {
      call.send(started());
      call.send(progress(1, 2));
      call.send(preview(1));
      Result.Builder result = result(call).setVariation(variation).setSeed(42 + variation);
      call.send(RunEvent.newBuilder().setResult(result).build());
    }
  }

  /** As {@link #invert}, and offers to do the same to all of the picture. */
  public static void offer(FakeAgent.Call call) {
    call.send(started());
    Result.Builder result = result(call);
    result.setSuggestion(
        Suggestion.newBuilder()
            .setKind(Suggestion.Kind.SHADOW)
            .setMask(
                Rle.newBuilder()
                    .setHeight(result.getHeight())
                    .setWidth(result.getWidth())
                    .addCounts(0)
                    .addCounts(result.getHeight() * result.getWidth())));
    call.send(RunEvent.newBuilder().setResult(result).build());
  }

  /** Keeps that part of the picture, which is the whole result. */
  public static FakeAgent.Behaviour cropping(Region part) {
    return call -> framed(call, ImageDecoder.decode(call.picture()).crop(part));
  }

  /** Left becomes right: the size stays, and everything is elsewhere. */
  public static void flip(FakeAgent.Call call) {
    RgbImage image = ImageDecoder.decode(call.picture());
    byte[] flipped = new byte[image.rgb().length];
    for (int i = 0; i < image.width() * image.height(); i++) {
      int mirrored = i / image.width() * image.width() + image.width() - 1 - i % image.width();
      System.arraycopy(image.rgb(), 3 * i, flipped, 3 * mirrored, 3);
    }
    framed(call, new RgbImage(image.width(), image.height(), flipped));
  }

  /** The upper half becomes transparent. */
  public static void cutOut(FakeAgent.Call call) {
    RgbImage image = ImageDecoder.decode(call.picture());
    byte[] alpha = new byte[image.width() * image.height()];
    Arrays.fill(alpha, alpha.length / 2, alpha.length, (byte) 255);
    byte[] png = ImageEncoder.png(image.withAlpha(alpha));
    Picture made =
        Picture.newBuilder()
            .setSha256(BlobId.of(png).value())
            .setContent(ByteString.copyFrom(png))
            .build();
    call.send(started());
    Result.Builder result = result(call).setPicture(made).setSeeThrough(true);
    call.send(RunEvent.newBuilder().setResult(result).build());
  }

  private static void framed(FakeAgent.Call call, RgbImage made) {
    byte[] png = ImageEncoder.png(made);
    Result.Builder result =
        result(call)
            .setPicture(
                Picture.newBuilder()
                    .setSha256(BlobId.of(png).value())
                    .setContent(ByteString.copyFrom(png)))
            .setWidth(made.width())
            .setHeight(made.height())
            .setAnySize(true);
    call.send(started());
    call.send(RunEvent.newBuilder().setResult(result).build());
  }

  /** Works until {@code released}, or until the call is cancelled. */
  public static FakeAgent.Behaviour waiting(CountDownLatch begun, CountDownLatch released) {
    return call -> {
      call.send(started());
      call.send(progress(1, 2));
      call.send(preview(1));
      begun.countDown();
      while (!call.isCancelled() && released.getCount() > 0) {
        Thread.sleep(10);
      }
      if (!call.isCancelled()) {
        call.send(RunEvent.newBuilder().setResult(result(call)).build());
      }
    };
  }

  public static RunEvent started() {
    return RunEvent.newBuilder()
        .setStarted(
            Started.newBuilder()
                .setModel("fake_model")
                .setModelVersion("1")
                .setTitle(Title.newBuilder().setEn("Change").setKo("바꾸기")))
        .build();
  }

  public static RunEvent progress(int step, int total) {
    return RunEvent.newBuilder()
        .setProgress(Progress.newBuilder().setStep(step).setTotalSteps(total).setSecondsLeft(0.5))
        .build();
  }

  public static RunEvent preview(int step) {
    return RunEvent.newBuilder()
        .setPreview(
            Preview.newBuilder()
                .setStep(step)
                .setContent(ByteString.copyFrom(Images.jpeg(8, 8)))
                .setWidth(8)
                .setHeight(8))
        .build();
  }

  /** The picture in inverse colours. */
  public static Result.Builder result(FakeAgent.Call call) {
    RgbImage image = ImageDecoder.decode(call.picture());
    byte[] rgb = image.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ~rgb[i];
    }
    byte[] png = ImageEncoder.png(new RgbImage(image.width(), image.height(), rgb));
    Result.Builder result =
        Result.newBuilder()
            .setPicture(
                Picture.newBuilder()
                    .setSha256(BlobId.of(png).value())
                    .setContent(ByteString.copyFrom(png)))
            .setWidth(image.width())
            .setHeight(image.height())
            .setSeed(42)
            .setModel("fake_model")
            .setModelVersion("1")
            .putParameters("steps", "2");
    if (call.request().hasMask()) {
      result.setGrownMask(call.request().getMask()).setOutsideChanged(0);
    }
    return result;
  }
}
