package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.agent.Images;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.mask.Rle;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import dev.chatbrush.triton.testing.FakeModel;
import dev.chatbrush.triton.testing.FakeTriton;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Edits of one noisy picture of 800 x 600 by a fake Triton. */
abstract class ToolTestCase {
  static final Region OBJECT = new Region(300, 200, 40, 30);

  final RgbImage image = Images.noise(800, 600, 1);
  final byte[] png = ImageEncoder.png(image);
  final RecordingListener listener = new RecordingListener();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Cancellation cancellation = new Cancellation();

  FakeTriton triton;
  InferenceClient client;
  ModelCatalogue models;

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

  /** Speaks to several servers from now on. */
  final void connectTo(String... addresses) {
    client.close();
    client = GrpcInferenceClient.connect(ClientConfig.of(addresses));
  }

  final EditResult run(EditRequest request) {
    return runner().run(request, listener, cancellation).get(0);
  }

  final ToolProblem problem(EditRequest request) {
    return problem(runner(), request);
  }

  final ToolProblem problem(ToolRunner runner, EditRequest request) {
    return catchThrowableOfType(
        ToolProblem.class, () -> runner.run(request, listener, cancellation));
  }

  final ToolRunner runner() {
    return runner(Duration.ofSeconds(60), 4);
  }

  final ToolRunner runner(Duration deadline, int concurrent) {
    if (models != null) {
      models.close();
    }
    models = ModelCatalogue.start(client, Duration.ofMinutes(5));
    return Runners.of(models, client, meters, deadline, concurrent);
  }

  final EditRequest erase() {
    return erase(Mask.rectangle(800, 600, OBJECT));
  }

  final EditRequest eraseDrawn() {
    Mask mask = Mask.rectangle(800, 600, OBJECT);
    return new EditRequest(
        png, Optional.of(Rle.of(mask)), true, "object_erase", "", EditOptions.none());
  }

  final EditRequest erase(Mask mask) {
    return erase(image, mask);
  }

  static EditRequest erase(RgbImage image, Mask mask) {
    return new EditRequest(
        ImageEncoder.png(image),
        Optional.of(Rle.of(mask)),
        false,
        "object_erase",
        "",
        EditOptions.none());
  }

  final EditRequest transform(String prompt) {
    return transform(prompt, EditOptions.none());
  }

  final EditRequest transform(String prompt, EditOptions options) {
    return new EditRequest(png, Optional.empty(), false, "image_transform", prompt, options);
  }

  final EditRequest variations(int count, EditOptions options) {
    return new EditRequest(
        png,
        Optional.empty(),
        false,
        "image_transform",
        "make it winter",
        options,
        count,
        Optional.empty(),
        List.of(),
        "");
  }

  final EditRequest replay(Recipe recipe) {
    return new EditRequest(
        png,
        Optional.empty(),
        false,
        "image_transform",
        "make it winter",
        EditOptions.none(),
        1,
        Optional.of(recipe),
        List.of(),
        "");
  }

  static EditOptions seeded(long seed) {
    return new EditOptions(OptionalLong.of(seed), 0, Map.of(), "");
  }

  /** A transform tool without options. */
  final FakeModel plain(int rank) {
    return FakeTools.transform(triton, "plain", rank).parameter("chatbrush.options", "[]");
  }
}
