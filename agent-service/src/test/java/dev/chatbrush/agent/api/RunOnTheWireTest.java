package dev.chatbrush.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.chatbrush.agent.FakeServers;
import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.agent.Images;
import dev.chatbrush.contracts.agent.ListToolsRequest;
import dev.chatbrush.contracts.agent.Option;
import dev.chatbrush.contracts.agent.Options;
import dev.chatbrush.contracts.agent.Recipe;
import dev.chatbrush.contracts.agent.Result;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.agent.Step;
import dev.chatbrush.contracts.agent.Suggestion;
import dev.chatbrush.contracts.agent.Title;
import dev.chatbrush.contracts.agent.Tool;
import dev.chatbrush.contracts.agent.ToolModel;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.wire.PictureHash;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.testing.FakeModel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Variations, recipes, strengths and offers as the gateway sees them. */
@QuarkusTest
@QuarkusTestResource(value = FakeServers.class, restrictToAnnotatedClass = true)
class RunOnTheWireTest {
  private static final Step WINTER = Agent.step("image_transform", "make it winter", false);

  private final Agent agent = new Agent("127.0.0.1:" + FakeServers.grpcPort());
  private final byte[] png = ImageEncoder.png(Images.noise(200, 160, 4));
  private final FakeModel looks = FakeServers.triton().model("looks");

  @AfterEach
  void close() {
    FakeTools.transform(FakeServers.triton(), "looks", 10);
    agent.close();
  }

  @Test
  void sendsEachVariationAsItIsMade() throws Exception {
    looks.behaves(FakeTools.seeded());
    RunRequest request =
        Agent.request(png, WINTER.toBuilder().setVariations(3).build())
            .setOptions(Options.newBuilder().setSeed(40))
            .build();

    List<RunEvent> events = agent.run(request, png);

    List<Result> results = results(events);
    assertThat(results).extracting(Result::getVariation).containsExactly(0, 1, 2);
    assertThat(results).extracting(Result::getSeed).containsExactly(40L, 41L, 42L);
    assertThat(events.stream().filter(RunEvent::hasStarted).map(e -> e.getStarted().getVariation()))
        .containsExactly(0, 1, 2);
    assertThat(events.get(0).getStarted().getVariations()).isEqualTo(3);
    assertThat(
            events.stream().filter(RunEvent::hasProgress).map(e -> e.getProgress().getVariation()))
        .containsExactly(0, 1, 2);
  }

  @Test
  void makesAResultAgainFromItsRecipe() throws Exception {
    looks.behaves(FakeTools.seeded());
    Result first = last(agent.run(Agent.request(png, WINTER).build(), png));
    Recipe recipe =
        Recipe.newBuilder()
            .setModel(first.getModel())
            .setModelVersion(first.getModelVersion())
            .setSeed(first.getSeed())
            .putAllParameters(first.getParametersMap())
            .build();

    Result again = last(agent.run(Agent.request(png, WINTER).setReplay(recipe).build(), png));

    assertThat(again.getPicture().getSha256()).isEqualTo(first.getPicture().getSha256());
  }

  @Test
  void asksForEachReferenceThatItLacksAndGivesThemToTheModel() throws Exception {
    looks.parameter("chatbrush.references", "2");
    while (transformModel().getReferences() != 2) {
      Thread.sleep(50); // until the catalogue has looked again
    }
    byte[] other = ImageEncoder.png(Images.noise(50, 40, 5));
    Picture named = Picture.newBuilder().setSha256(PictureHash.of(other)).build();
    RunRequest.Builder request = Agent.request(png, WINTER).addReferenceImages(named);
    agent.run(Agent.request(png, WINTER).build(), png);

    RunEvent asked = agent.stub().run(request.build()).next();
    Picture whole = named.toBuilder().setContent(ByteString.copyFrom(other)).build();
    agent.run(request.setReferenceImages(0, whole).build(), png);

    assertThat(asked.getImageNeeded().getSha256()).isEqualTo(named.getSha256());
    List<InferRequest> sent = looks.received();
    assertThat(FakeTools.hasInput(sent.get(sent.size() - 1), "reference_image_1")).isTrue();
  }

  @Test
  void endsWithTheDeadlineOfTheCaller() throws Exception {
    agent.run(Agent.request(png, WINTER).build(), png); // it knows the picture from here on
    CompletableFuture<Duration> given = new CompletableFuture<>();
    CompletableFuture<Long> stopped = new CompletableFuture<>();
    looks.behaves(
        call -> {
          given.complete(call.request().timeout());
          call.awaitCancel();
          stopped.complete(System.nanoTime());
        });
    RunRequest request = Agent.request(png, WINTER).build();
    long start = System.nanoTime();

    StatusRuntimeException error =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                agent
                    .stub()
                    .withDeadlineAfter(1_500, TimeUnit.MILLISECONDS)
                    .run(request)
                    .forEachRemaining(event -> {}));

    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(given.get(20, TimeUnit.SECONDS)).isLessThan(Duration.ofMillis(1_500));
    assertThat(Duration.ofNanos(stopped.get(20, TimeUnit.SECONDS) - start))
        .isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void refusesARecipeThatIsDamaged() throws Exception {
    Recipe recipe = Recipe.newBuilder().setModel("looks").setModelVersion("../1").build();
    RunRequest request = Agent.request(png, WINTER).setReplay(recipe).build();

    StatusRuntimeException error =
        catchThrowableOfType(StatusRuntimeException.class, () -> agent.run(request, png));

    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(error.getStatus().getDescription()).startsWith("The recipe is damaged");
  }

  @Test
  void takesTheStepsStrengthUnlessTheCallerSaysOtherwise() throws Exception {
    Step strong = WINTER.toBuilder().setStrength(Step.Strength.STRONG).build();
    RunRequest.Builder request = Agent.request(png, strong);

    agent.run(request.build(), png);
    agent.run(request.setOptions(Options.newBuilder().putValues("warmth", "0.5")).build(), png);

    List<InferRequest> sent = looks.received();
    assertThat(FakeTools.input(sent.get(sent.size() - 2), "warmth").asFp32())
        .containsExactly(1.75f);
    assertThat(FakeTools.input(sent.get(sent.size() - 1), "warmth").asFp32()).containsExactly(0.5f);
  }

  @Test
  void tellsTheOptionsOfEachModel() {
    Tool transform =
        agent.stub().listTools(ListToolsRequest.getDefaultInstance()).getToolsList().stream()
            .filter(tool -> tool.getTool().equals("image_transform"))
            .findFirst()
            .orElseThrow();

    Option rounds = transform.getModels(0).getOptions(1);

    assertThat(rounds)
        .isEqualTo(
            Option.newBuilder()
                .setName("rounds")
                .setType("int")
                .setLeast(1)
                .setMost(50)
                .setUsual("20")
                .setTitle(Title.newBuilder().setEn("Rounds").setKo("횟수"))
                .setAllowed("a whole number 1 to 50")
                .build());
  }

  @Test
  void offersTheShadowBesideAnErase() throws Exception {
    RgbImage picture = RgbImage.filled(200, 160, 180, 170, 160);
    for (int y = 80; y < 90; y++) {
      for (int x = 90; x < 180; x++) {
        for (int channel = 0; channel < 3; channel++) {
          picture.rgb()[(y * 200 + x) * 3 + channel] = (byte) (100 - 6 * channel);
        }
      }
    }
    picture.rgb()[0] = 0; // not wholly one colour where nothing is
    Mask mask = Mask.rectangle(200, 160, new Region(90, 50, 30, 30));
    byte[] plain = ImageEncoder.png(picture);
    RunRequest request =
        Agent.request(plain, Agent.step("object_erase", "", true)).setMask(Agent.rle(mask)).build();

    Result result = last(agent.run(request, plain));

    assertThat(result.getSuggestion().getKind()).isEqualTo(Suggestion.Kind.SHADOW);
    assertThat(Agent.mask(result.getSuggestion().getMask()).selected(170, 85)).isTrue();
    assertThat(Agent.mask(result.getGrownMask()).selected(170, 85)).isFalse();
  }

  private ToolModel transformModel() {
    return agent.stub().listTools(ListToolsRequest.getDefaultInstance()).getToolsList().stream()
        .filter(tool -> tool.getTool().equals("image_transform"))
        .findFirst()
        .orElseThrow()
        .getModels(0);
  }

  private static List<Result> results(List<RunEvent> events) {
    return events.stream().filter(RunEvent::hasResult).map(RunEvent::getResult).toList();
  }

  private static Result last(List<RunEvent> events) {
    return events.get(events.size() - 1).getResult();
  }
}
