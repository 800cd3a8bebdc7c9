package dev.chatbrush.agent.tool;

import static dev.chatbrush.agent.FakeTools.hasInput;
import static dev.chatbrush.agent.FakeTools.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.agent.Images;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.imaging.stitch.PixelLock;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeError;
import dev.chatbrush.triton.testing.FakeTriton;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolRunnerTest {
  private static final Region OBJECT = new Region(300, 200, 40, 30);
  private final RgbImage image = Images.noise(800, 600, 1);
  private final byte[] png = ImageEncoder.png(image);
  private final RecordingListener listener = new RecordingListener();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Cancellation cancellation = new Cancellation();

  private FakeTriton triton;
  private InferenceClient client;
  private ModelCatalogue models;

  @BeforeEach
  void startTriton() {
    triton = FakeTriton.start();
    client = triton.connect();
  }

  @AfterEach
  void stopTriton() {
    if (models != null) {
      models.close();
    }
    client.close();
    triton.close();
  }

  @Test
  void changesNothingOutsideTheGrownMask() {
    FakeTools.erase(triton, "eraser", 10);

    EditResult result = runner().run(erase(false), listener, cancellation);

    RgbImage after = ImageDecoder.decode(result.png());
    Mask grown = result.grownMask().orElseThrow();
    assertThat(grown.bounds()).contains(new Region(288, 188, 64, 54)); // 12 pixels each side
    assertThat(PixelLock.changedOutside(image, after, grown)).isZero();
    assertThat(after.rgb()[(215 * 800 + 320) * 3]).isEqualTo((byte) 255);
    assertThat(result.sha256()).isEqualTo(PictureStore.sha256(result.png()));
  }

  @Test
  void takesADrawnMaskAsItIs() {
    FakeTools.erase(triton, "eraser", 10);

    EditResult result = runner().run(erase(true), listener, cancellation);

    assertThat(result.grownMask().orElseThrow().bounds()).contains(OBJECT);
  }

  @Test
  void sendsTheNeighbourhoodOnly() {
    var model = FakeTools.erase(triton, "eraser", 10);

    runner().run(erase(false), listener, cancellation);

    Tensor sent = input(model.received().get(0), "image");
    assertThat(sent.shape().dims()).containsExactly(54L + 128, 64L + 128, 3L);
    assertThat(input(model.received().get(0), "mask").shape().dims()).containsExactly(182L, 192L);
  }

  @Test
  void growsTheMaskInProportionOnLargePictures() {
    FakeTools.erase(triton, "eraser", 10);
    RgbImage large = RgbImage.filled(4096, 100, 9, 9, 9);
    Mask mask = Mask.rectangle(4096, 100, new Region(2000, 40, 20, 20));

    EditResult result =
        runner()
            .run(
                new EditRequest(
                    ImageEncoder.png(large),
                    Optional.of(Rle.of(mask)),
                    false,
                    "object_erase",
                    "",
                    EditOptions.none()),
                listener,
                cancellation);

    assertThat(result.grownMask().orElseThrow().bounds())
        .contains(new Region(1952, 0, 116, 100)); // 48 pixels each side
  }

  @Test
  void reportsStepsAndPreviewsInTheWholePicture() {
    FakeTools.erase(triton, "eraser", 10);

    runner().run(erase(false), listener, cancellation);

    assertThat(listener.heard)
        .containsExactly("started eraser", "step 1 of 2", "preview 1 800x600", "step 2 of 2");
    assertThat(ImageDecoder.decode(listener.preview).width()).isEqualTo(800);
  }

  @Test
  void drawsASeedAndGivesItBack() {
    var model = FakeTools.transform(triton, "looks", 10);

    EditResult drawn =
        runner().run(transform("make it winter", EditOptions.none()), listener, cancellation);
    EditResult given = runner().run(transform("make it winter", seeded(7)), listener, cancellation);

    assertThat(drawn.seed()).isEqualTo(input(model.received().get(0), "seed").asInt64()[0]);
    assertThat(given.seed()).isEqualTo(7);
    assertThat(hasInput(model.received().get(0), "mask")).isFalse();
    assertThat(drawn.grownMask()).isEmpty();
  }

  @Test
  void fallsBackToTheNextRankAndSaysSo() {
    FakeTools.erase(triton, "better", 20)
        .behaves(FakeBehaviour.failing(FakeError.INTERNAL, "CUDA out of memory"));
    FakeTools.erase(triton, "plain", 10);

    EditResult result = runner().run(erase(false), listener, cancellation);

    assertThat(result.model().name()).isEqualTo("plain");
    assertThat(listener.heard)
        .startsWith(
            "started better", "started plain: better is not available now; plain does it instead.");
  }

  @Test
  void passesTheModelsOwnWordsOn() {
    FakeTools.transform(triton, "looks", 10);

    ToolProblem problem = problem(transform("turn it into a spaceship", EditOptions.none()));

    assertThat(problem.code()).isEqualTo("LOOK_UNKNOWN");
    assertThat(problem.kind()).isEqualTo(ToolProblem.Kind.PRECONDITION);
    assertThat(problem).hasMessage("I cannot do 'spaceship'. I can do winter.");
  }

  @Test
  void refusesAFlatResult() {
    FakeTools.transform(triton, "looks", 10)
        .behaves(
            FakeTools.answering(
                in ->
                    new Tensor[] {
                      Tensor.ofUint8(
                          "image",
                          new byte[in.asUint8().length],
                          in.shape().dim(0),
                          in.shape().dim(1),
                          3)
                    }));

    assertThat(problem(transform("winter", EditOptions.none())).code()).isEqualTo("RESULT_INVALID");
  }

  @Test
  void refusesAResultOfAnotherSizeOrType() {
    FakeTools.transform(triton, "looks", 10)
        .next(
            FakeTools.answering(
                in -> new Tensor[] {Tensor.ofUint8("image", new byte[12], 2, 2, 3)}))
        .next(
            FakeTools.answering(
                in -> new Tensor[] {Tensor.ofFp32("image", new float[12], 2, 2, 3)}))
        .next(FakeTools.answering(in -> new Tensor[] {}));

    for (int i = 0; i < 3; i++) {
      ToolProblem problem = problem(transform("winter", EditOptions.none()));
      assertThat(problem.code()).isEqualTo("MODEL_FAILED");
    }
  }

  @Test
  void refusesWrongMasks() {
    FakeTools.erase(triton, "eraser", 10);

    ToolProblem size = problem(erase(Mask.full(10, 10)));
    ToolProblem empty = problem(erase(Mask.empty(800, 600)));

    assertThat(size.code()).isEqualTo("MASK_SIZE");
    assertThat(empty.code()).isEqualTo("MASK_EMPTY");
  }

  @Test
  void saysWhenASelectionIsMissing() {
    FakeTools.erase(triton, "eraser", 10);

    ToolProblem problem =
        problem(
            new EditRequest(png, Optional.empty(), false, "object_erase", "", EditOptions.none()));

    assertThat(problem.code()).isEqualTo("MASK_NEEDED");
  }

  @Test
  void saysAtOnceWhenTritonIsDown() {
    ToolRunner runner = runner();
    triton.stop();
    models.refresh();

    ToolProblem problem =
        catchThrowableOfType(
            ToolProblem.class, () -> runner.run(erase(false), listener, cancellation));

    assertThat(problem.code()).isEqualTo("MODEL_UNAVAILABLE");
    assertThat(problem.kind()).isEqualTo(ToolProblem.Kind.UNAVAILABLE);
  }

  @Test
  void endsWithTheDeadline() {
    FakeTools.erase(triton, "eraser", 10).behaves(FakeBehaviour.stalling());
    ToolRunner runner = runner(Duration.ofMillis(800), 4);

    ToolProblem problem =
        catchThrowableOfType(
            ToolProblem.class, () -> runner.run(erase(false), listener, cancellation));

    assertThat(problem.code()).isEqualTo("INFERENCE_TIMEOUT");
  }

  @Test
  void cancelReachesTheModel() throws Exception {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    FakeTools.erase(triton, "eraser", 10)
        .behaves(
            call -> {
              cancellation.cancel();
              call.awaitCancel();
              stopped.complete(null);
            });

    ToolProblem problem = problem(erase(false));

    assertThat(problem.kind()).isEqualTo(ToolProblem.Kind.CANCELLED);
    assertThat(stopped.get(20, TimeUnit.SECONDS)).isNull();
    assertThat(meters.get("chatbrush.tool.run").tag("outcome", "cancelled").timer().count())
        .isOne();
  }

  @Test
  void refusesWhatIsTooMuch() throws Exception {
    CompletableFuture<Void> running = new CompletableFuture<>();
    FakeTools.erase(triton, "eraser", 10)
        .behaves(
            call -> {
              running.complete(null);
              call.awaitCancel();
            });
    ToolRunner runner = runner(Duration.ofMinutes(1), 1);
    CompletableFuture<Object> first =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return runner.run(erase(false), new RecordingListener(), cancellation);
              } catch (ToolProblem problem) {
                return problem;
              }
            });
    running.get(20, TimeUnit.SECONDS);

    ToolProblem second =
        catchThrowableOfType(
            ToolProblem.class, () -> runner.run(erase(false), listener, new Cancellation()));
    cancellation.cancel();

    assertThat(second.code()).isEqualTo("OVERLOADED");
    assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(ToolProblem.class);
  }

  private ToolProblem problem(EditRequest request) {
    ToolRunner runner = runner();
    return catchThrowableOfType(
        ToolProblem.class, () -> runner.run(request, listener, cancellation));
  }

  private ToolRunner runner() {
    return runner(Duration.ofSeconds(60), 4);
  }

  private ToolRunner runner(Duration deadline, int concurrent) {
    if (models != null) {
      models.close();
    }
    models = ModelCatalogue.start(client, Duration.ofMinutes(5));
    return Runners.of(models, client, meters, deadline, concurrent);
  }

  private EditRequest erase(boolean drawn) {
    Mask mask = Mask.rectangle(800, 600, OBJECT);
    return new EditRequest(
        png, Optional.of(Rle.of(mask)), drawn, "object_erase", "", EditOptions.none());
  }

  private EditRequest erase(Mask mask) {
    return new EditRequest(
        png, Optional.of(Rle.of(mask)), false, "object_erase", "", EditOptions.none());
  }

  private EditRequest transform(String prompt, EditOptions options) {
    return new EditRequest(png, Optional.empty(), false, "image_transform", prompt, options);
  }

  private static EditOptions seeded(long seed) {
    EditOptions none = EditOptions.none();
    return new EditOptions(
        OptionalLong.of(seed),
        none.steps(),
        none.guidanceScale(),
        none.imageGuidanceScale(),
        none.strength(),
        "",
        0);
  }
}
