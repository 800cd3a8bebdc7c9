package dev.chatbrush.agent.api;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.chatbrush.agent.FakeServers;
import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.agent.Images;
import dev.chatbrush.contracts.agent.ListToolsRequest;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.agent.Tool;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.picture.StatusReply;
import dev.chatbrush.contracts.picture.StatusRequest;
import dev.chatbrush.contracts.wire.MessageSize;
import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.imaging.Region;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.imaging.stitch.PixelLock;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = FakeServers.class, restrictToAnnotatedClass = true)
class AgentGrpcServiceTest {
  private final Agent agent = new Agent("127.0.0.1:" + FakeServers.grpcPort());
  private final RgbImage image = Images.noise(200, 160, System.nanoTime());
  private final byte[] png = ImageEncoder.png(image);

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void takesMessagesOfTheSizeThatAllServicesAgreeOn() {
    int taken =
        ConfigProvider.getConfig()
            .getValue("quarkus.grpc.server.max-inbound-message-size", Integer.class);

    assertThat(taken).isEqualTo(MessageSize.MAX_BYTES);
  }

  @Test
  void plansByRulesWithoutALanguageModel() {
    PlanReply plan = agent.plan("이거 지우고 겨울로 바꿔줘", true);

    assertThat(plan.getPlanner()).isEqualTo("rules");
    assertThat(plan.getLanguage()).isEqualTo("ko");
    assertThat(plan.getStepsList())
        .extracting("tool")
        .containsExactly("object_erase", "image_transform");
    assertThat(plan.getFallbackReason()).isEmpty();
    assertThat(FakeServers.llm().asked()).isEmpty();
  }

  @Test
  void asksForThePictureOnceOnly() throws Exception {
    RunRequest request =
        Agent.request(png, Agent.step("image_transform", "make it winter", false)).build();

    RunEvent first = agent.stub().run(request).next();
    agent.run(request, png);
    List<RunEvent> again = agent.run(request, new byte[0]);

    assertThat(first.getImageNeeded().getSha256()).isEqualTo(request.getPicture().getSha256());
    assertThat(again.get(again.size() - 1).hasResult()).isTrue();
  }

  @Test
  void keepsItsResultsForTheNextStep() throws Exception {
    RunRequest first =
        Agent.request(png, Agent.step("image_transform", "make it winter", false)).build();
    Picture result = last(agent.run(first, png)).getResult().getPicture();

    RunRequest second =
        first.toBuilder().setPicture(Picture.newBuilder().setSha256(result.getSha256())).build();

    RgbImage twice =
        ImageDecoder.decode(
            last(agent.run(second, new byte[0]))
                .getResult()
                .getPicture()
                .getContent()
                .toByteArray());
    assertThat(twice).isEqualTo(image); // inverted twice
  }

  @Test
  void erasesInsideTheGrownMaskOnly() throws Exception {
    Mask mask = Mask.rectangle(200, 160, new Region(80, 60, 30, 20));
    RunRequest request =
        Agent.request(png, Agent.step("object_erase", "", true)).setMask(Agent.rle(mask)).build();

    List<RunEvent> events = agent.run(request, png);

    assertThat(events.get(0).getStarted().getModel()).isEqualTo("eraser");
    assertThat(events).anyMatch(RunEvent::hasProgress).anyMatch(RunEvent::hasPreview);
    var result = last(events).getResult();
    RgbImage after = ImageDecoder.decode(result.getPicture().getContent().toByteArray());
    assertThat(result.getOutsideChanged()).isZero();
    assertThat(PixelLock.changedOutside(image, after, Agent.mask(result.getGrownMask()))).isZero();
    assertThat(after).isNotEqualTo(image);
    assertThat(result.getTimingsMillisMap())
        .containsOnlyKeys(
            "agent-queue", "decode", "crop", "triton-queue", "model", "stitch", "encode");
  }

  @Test
  void tellsACodeAndASentenceWhenTheModelCannot() throws Exception {
    RunRequest request =
        Agent.request(png, Agent.step("image_transform", "a spaceship", false)).build();

    StatusRuntimeException error =
        catchThrowableOfType(StatusRuntimeException.class, () -> agent.run(request, png));

    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(error.getStatus().getDescription()).startsWith("I cannot do 'spaceship'");
    assertThat(WireErrors.codeOf(error)).contains("LOOK_UNKNOWN");
  }

  @Test
  void refusesBytesThatAreNotThePictureNamed() {
    RunRequest request =
        RunRequest.newBuilder()
            .setPicture(
                Picture.newBuilder()
                    .setSha256("0".repeat(64))
                    .setContent(com.google.protobuf.ByteString.copyFrom(png)))
            .setStep(Agent.step("image_transform", "winter", false))
            .build();

    StatusRuntimeException error =
        catchThrowableOfType(StatusRuntimeException.class, () -> agent.run(request, png));

    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void listsTheCatalogue() {
    List<Tool> tools = agent.stub().listTools(ListToolsRequest.getDefaultInstance()).getToolsList();

    assertThat(tools).extracting(Tool::getTool).contains("object_erase", "image_transform");
    assertThat(tools).extracting(Tool::getMask).contains("required", "optional");
  }

  @Test
  void offersAModelThatWasDroppedIntoTritonByItsTitle() throws InterruptedException {
    FakeTools.sky(FakeServers.triton());
    try {
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      PlanReply plan = agent.plan("하늘 바꾸기 해줘", false);
      while (!usesOnly(plan, "sky_replace")) {
        assertThat(System.nanoTime()).as("%s", plan).isLessThan(end);
        Thread.sleep(50);
        plan = agent.plan("하늘 바꾸기 해줘", false);
      }
      assertThat(plan.getPlanner()).isEqualTo("rules");
    } finally {
      FakeServers.triton().remove("sky");
    }
  }

  private static boolean usesOnly(PlanReply plan, String tool) {
    return plan.getStepsCount() == 1 && plan.getSteps(0).getTool().equals(tool);
  }

  @Test
  void staysReadyWhileTritonIsDown() throws Exception {
    FakeServers.triton().stop();
    try {
      StatusReply status = awaitEngine(false);
      assertThat(status.getPlanner()).isEqualTo("rules");
      when()
          .get("/q/health/ready")
          .then()
          .statusCode(200)
          .body("checks.find { it.name == 'tools' }.data.triton", equalTo("down"));
      RunRequest request =
          Agent.request(png, Agent.step("image_transform", "winter", false)).build();
      StatusRuntimeException error =
          catchThrowableOfType(StatusRuntimeException.class, () -> agent.run(request, png));
      assertThat(WireErrors.codeOf(error)).contains("MODEL_UNAVAILABLE");
    } finally {
      FakeServers.triton().restart();
    }
    assertThat(awaitEngine(true).getEngineReady()).isTrue();
  }

  @Test
  void countsPlansForPrometheus() {
    agent.plan("make it winter", false);

    when()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("chatbrush_plan_seconds_bucket{fallback=\"false\",planner=\"rules\""));
  }

  private StatusReply awaitEngine(boolean ready) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      StatusReply status = agent.stub().status(StatusRequest.getDefaultInstance());
      if (status.getEngineReady() == ready) {
        return status;
      }
      assertThat(System.nanoTime()).as("engine ready = %s", ready).isLessThan(end);
      Thread.sleep(50);
    }
  }

  private static RunEvent last(List<RunEvent> events) {
    return events.get(events.size() - 1);
  }
}
