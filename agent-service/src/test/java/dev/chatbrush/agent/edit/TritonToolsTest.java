package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatbrush.contracts.problem.ProblemKind;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.MaskOps;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.imaging.stitch.PixelLock;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.catalogue.ToolModel;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The default tools of a real Triton on real photos. */
@Tag("triton")
class TritonToolsTest {
  private static InferenceClient client;
  private static ModelCatalogue models;
  private static ToolRunner runner;

  private final RecordingListener listener = new RecordingListener();
  private final Cancellation cancellation = new Cancellation();

  @BeforeAll
  static void connect() {
    String address =
        Optional.ofNullable(System.getProperty("CHATBRUSH_TRITON"))
            .or(() -> Optional.ofNullable(System.getenv("CHATBRUSH_TRITON")))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "CHATBRUSH_TRITON=host:port is not set; run ./chatbrush test"
                            + " agent-service"));
    client = GrpcInferenceClient.connect(ClientConfig.of(address));
    models = ModelCatalogue.start(client, Duration.ofMinutes(5));
    runner = Runners.of(models, client, new SimpleMeterRegistry(), Duration.ofMinutes(4), 4);
  }

  @AfterAll
  static void disconnect() {
    if (client != null) {
      models.close();
      client.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"astronaut", "coffee", "dandelion-16mpx"})
  void erasesWithoutAByteChangedOutside(String photo) throws IOException {
    RgbImage image = photo(photo);
    int side = Math.max(image.width(), image.height()) / 10;
    Region object = new Region(image.width() / 3, image.height() / 3, side, side);
    Mask mask = Mask.rectangle(image.width(), image.height(), object);

    EditResult result = runner.run(erase(image, mask), listener, cancellation).get(0);

    RgbImage after = ImageDecoder.decode(result.png());
    Mask grown = result.grownMask().orElseThrow();
    assertThat(after.width()).isEqualTo(image.width());
    assertThat(PixelLock.changedOutside(image, after, grown)).isZero();
    assertThat(PixelLock.changedOutside(image, after, Mask.empty(image.width(), image.height())))
        .isGreaterThan((long) side * side / 2);
    assertThat(listener.heard).anyMatch(line -> line.startsWith("step 1 of"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"make it winter", "make it black and white", "make it a pencil sketch"})
  void changesTheLookOfTheWholePhoto(String prompt) throws IOException {
    RgbImage image = photo("cat");

    EditResult result =
        runner.run(transform(image, prompt, Optional.empty()), listener, cancellation).get(0);

    RgbImage after = ImageDecoder.decode(result.png());
    assertThat(after.width()).isEqualTo(image.width());
    assertThat(after).isNotEqualTo(image);
    assertThat(result.grownMask()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"coffee", "dandelion-16mpx"})
  void turnsAPhotoWithEveryPixel(String photo) throws IOException {
    RgbImage image = photo(photo);
    EditRequest turn = basics(ImageEncoder.png(image), "rotate left");

    EditResult left = runner.run(turn, listener, cancellation).get(0);
    EditResult back = runner.run(basics(left.png(), "rotate right"), listener, cancellation).get(0);

    assertThat(left.width()).isEqualTo(image.height());
    assertThat(left.height()).isEqualTo(image.width());
    assertThat(left.anySize()).isTrue();
    assertThat(ImageDecoder.decode(back.png())).isEqualTo(image);
  }

  @Test
  void enlargesAPhotoThatLiesInSharedMemory() throws IOException {
    RgbImage image = photo("dandelion-16mpx");

    EditResult larger =
        runner
            .run(basics(ImageEncoder.png(image), "enlarge by 20%"), listener, cancellation)
            .get(0);

    assertThat(larger.width()).isEqualTo(Math.round(image.width() * 1.2f));
  }

  @Test
  void recoloursOnlyWhatIsSelected() throws IOException {
    RgbImage image = photo("coffee");
    Mask mask = Mask.rectangle(image.width(), image.height(), new Region(50, 60, 90, 80));

    EditResult result =
        runner
            .run(transform(image, "make it red", Optional.of(mask)), listener, cancellation)
            .get(0);

    RgbImage after = ImageDecoder.decode(result.png());
    Mask changed = result.grownMask().orElseThrow();
    assertThat(MaskOps.subtract(mask, changed).isEmpty()).isTrue();
    assertThat(MaskOps.subtract(changed, MaskOps.dilate(mask, 6)).isEmpty()).isTrue();
    assertThat(PixelLock.changedOutside(image, after, changed)).isZero();
    assertThat(after).isNotEqualTo(image);
  }

  @Test
  void saysWhatItCanDoInsteadOfPretending() throws IOException {
    EditRequest request = transform(photo("cat"), "turn it into a spaceship", Optional.empty());

    ToolProblem problem =
        catchThrowableOfType(ToolProblem.class, () -> runner.run(request, listener, cancellation));

    assertThat(problem.code()).isEqualTo("LOOK_UNKNOWN");
    assertThat(problem).hasMessageContaining("winter").hasMessageNotContaining("LOOK_UNKNOWN");
  }

  @Test
  void stopsWhenCancelled() throws IOException {
    EditRequest request =
        transform(photo("dandelion-16mpx"), "make it an oil painting", Optional.empty());
    EditListener cancelling =
        new RecordingListener() {
          @Override
          public void started(ToolModel model, String note) {
            super.started(model, note);
            cancellation.cancel();
          }
        };

    ToolProblem problem =
        catchThrowableOfType(
            ToolProblem.class, () -> runner.run(request, cancelling, cancellation));

    assertThat(problem.kind()).isEqualTo(ProblemKind.CANCELLED);
  }

  private static RgbImage photo(String name) throws IOException {
    return ImageDecoder.decode(Files.readAllBytes(Path.of("../testdata/photos", name + ".jpg")));
  }

  private static EditRequest erase(RgbImage image, Mask mask) {
    return new EditRequest(
        ImageEncoder.png(image),
        Optional.of(Rle.of(mask)),
        false,
        "object_erase",
        "",
        EditOptions.none());
  }

  private static EditRequest basics(byte[] png, String prompt) {
    return new EditRequest(
        png, Optional.empty(), false, "photo_basics", prompt, EditOptions.none());
  }

  private static EditRequest transform(RgbImage image, String prompt, Optional<Mask> mask) {
    return new EditRequest(
        ImageEncoder.png(image),
        mask.map(Rle::of),
        false,
        "image_transform",
        prompt,
        EditOptions.none());
  }
}
