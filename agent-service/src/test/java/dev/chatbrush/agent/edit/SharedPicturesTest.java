package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.agent.Images;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.stitch.PixelLock;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.grpc.CallObserver;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import dev.chatbrush.triton.testing.FakeTriton;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures that go to a Triton on the same machine and back without being sent. */
class SharedPicturesTest extends ToolTestCase {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1200;
  private static final int BYTES = WIDTH * HEIGHT * 3;

  private final RgbImage large = Images.noise(WIDTH, HEIGHT, 2);
  private final byte[] largePng = ImageEncoder.png(large);
  private final BlockingQueue<CallObserver.Call> calls = new LinkedBlockingQueue<>();

  @BeforeEach
  void watchCalls() {
    client.close();
    CallObserver observer =
        new CallObserver() {
          @Override
          public void callFinished(Call call) {
            calls.add(call);
          }
        };
    client =
        GrpcInferenceClient.connect(
            ClientConfig.builder().targets(triton.address()).observer(observer).build());
  }

  @Test
  void aLargePictureIsSentNeitherWay() throws Exception {
    FakeTools.transform(triton, "looks", 10);

    EditResult result = run(winter());

    assertThat(ImageDecoder.decode(result.png())).isEqualTo(inverted());
    CallObserver.Call call = calls.take();
    assertThat(call.sentBytes() + call.receivedBytes()).isLessThan(1000);
    awaitNoMemory();
  }

  @Test
  void aLargePartToEraseIsNotSentButItsMask() throws Exception {
    Mask mask = Mask.rectangle(WIDTH, HEIGHT, new Region(200, 150, 1200, 900));
    FakeTools.erase(triton, "eraser", 10);

    EditResult result = run(erase(large, mask));

    RgbImage after = ImageDecoder.decode(result.png());
    assertThat(PixelLock.changedOutside(large, after, result.grownMask().orElseThrow())).isZero();
    assertThat(after).isNotEqualTo(large);
    assertThat(calls.take().sentBytes()).isBetween(BYTES / 3L, BYTES / 3L + 1000);
  }

  @Test
  void whatAStoppedEditMayStillWriteToIsGivenToNoOther() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    FakeTools.transform(triton, "looks", 10)
        .next(
            call -> {
              cancellation.cancel();
              goOn.await();
              call.reply(Tensor.ofUint8("image", new byte[BYTES], HEIGHT, WIDTH, 3));
            });
    ToolRunner runner = runner();

    assertThat(problem(runner, winter()).code()).isEqualTo("CANCELLED");
    String stopped = client.sharedMemory().iterator().next();
    EditResult next = runner.run(winter(), listener, new Cancellation()).get(0);

    assertThat(ImageDecoder.decode(next.png())).isEqualTo(inverted());
    assertThat(client.sharedMemory()).contains(stopped);
    goOn.countDown();
    awaitNoMemory();
  }

  @Test
  void aTritonStartedAnewIsToldOfOtherMemory() throws Exception {
    FakeTools.transform(triton, "looks", 10);
    ToolRunner runner = runner();
    runner.run(winter(), listener, cancellation);
    triton.restart();
    for (int i = 0; i < 1000 && !client.ready(); i++) {
      Thread.sleep(10);
    }
    calls.clear();

    EditResult result = runner.run(winter(), listener, cancellation).get(0);

    assertThat(ImageDecoder.decode(result.png())).isEqualTo(inverted());
    CallObserver.Call last = calls.take();
    assertThat(last.sentBytes() + last.receivedBytes()).isLessThan(1000);
  }

  @Test
  void aTritonThatDoesNotKnowTheMemoryIsSentThePicture() {
    try (FakeTriton other = FakeTriton.start()) {
      FakeTools.transform(triton, "looks", 10);
      FakeTools.transform(other, "looks", 10);
      connectTo(triton.address(), other.address());
      ToolRunner runner = runner(); // which takes the two for one

      for (int i = 0; i < 6; i++) {
        EditResult result = runner.run(winter(), listener, cancellation).get(0);
        assertThat(ImageDecoder.decode(result.png())).isEqualTo(inverted());
      }
    }
  }

  private EditRequest winter() {
    return new EditRequest(
        largePng, Optional.empty(), false, "image_transform", "make it winter", EditOptions.none());
  }

  private RgbImage inverted() {
    byte[] pixels = large.rgb().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) ~pixels[i];
    }
    return new RgbImage(WIDTH, HEIGHT, pixels);
  }

  private void awaitNoMemory() throws InterruptedException {
    for (int i = 0; i < 1000 && !client.sharedMemory().isEmpty(); i++) {
      Thread.sleep(20);
    }
    assertThat(client.sharedMemory()).isEmpty();
  }
}
