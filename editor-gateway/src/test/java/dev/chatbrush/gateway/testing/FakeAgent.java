package dev.chatbrush.gateway.testing;

import dev.chatbrush.contracts.agent.AgentServiceGrpc;
import dev.chatbrush.contracts.agent.ListToolsReply;
import dev.chatbrush.contracts.agent.ListToolsRequest;
import dev.chatbrush.contracts.agent.Option;
import dev.chatbrush.contracts.agent.PlanReply;
import dev.chatbrush.contracts.agent.PlanRequest;
import dev.chatbrush.contracts.agent.RunEvent;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.contracts.agent.Step;
import dev.chatbrush.contracts.agent.Title;
import dev.chatbrush.contracts.agent.Tool;
import dev.chatbrush.contracts.agent.ToolModel;
import dev.chatbrush.contracts.picture.ImageNeeded;
import dev.chatbrush.contracts.picture.Picture;
import dev.chatbrush.contracts.picture.StatusReply;
import dev.chatbrush.contracts.picture.StatusRequest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * agent-service for tests. A message is a plan as it stands: tools separated by spaces; {@code
 * tool@} works on the mask, {@code tool@subject} and {@code tool@background} on those, {@code
 * tool@named:cup,all} on what has that name, {@code tool*3} makes three variations; "ask …" asks
 * back, "say …" answers.
 */
public final class FakeAgent extends AgentServiceGrpc.AgentServiceImplBase {
  /** What happens when a step runs. */
  public interface Behaviour {
    void run(Call call) throws InterruptedException;
  }

  /** One running step. */
  public record Call(
      RunRequest request, byte[] picture, ServerCallStreamObserver<RunEvent> events) {
    public void send(RunEvent event) {
      events.onNext(event);
    }

    public boolean isCancelled() {
      return events.isCancelled();
    }
  }

  private final FakePictures pictures = new FakePictures();
  private final List<PlanRequest> plans = new CopyOnWriteArrayList<>();
  private final List<RunRequest> runs = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = FakeEdits::invert;
  private volatile boolean engineReady = true;

  public void running(Behaviour next) {
    behaviour = next;
  }

  public void engineReady(boolean ready) {
    engineReady = ready;
  }

  public FakePictures pictures() {
    return pictures;
  }

  public List<PlanRequest> plans() {
    return List.copyOf(plans);
  }

  /** The steps that ran. */
  public List<RunRequest> runs() {
    return List.copyOf(runs);
  }

  public void reset() {
    behaviour = FakeEdits::invert;
    engineReady = true;
    pictures.clear();
    plans.clear();
    runs.clear();
  }

  @Override
  public void plan(PlanRequest request, StreamObserver<PlanReply> replies) {
    plans.add(request);
    PlanReply.Builder reply = PlanReply.newBuilder().setPlanner("rules").setLanguage("en");
    if (request.getText().startsWith("ask ")) {
      reply.setQuestion(request.getText().substring(4));
    } else if (request.getText().startsWith("say ")) {
      reply.setReply(request.getText().substring(4));
    } else {
      reply.setReply("Done: " + request.getText());
      for (String tool : request.getText().split(" ")) {
        reply.addSteps(step(tool));
      }
    }
    replies.onNext(reply.build());
    replies.onCompleted();
  }

  private static Step step(String word) {
    String[] parts = word.split("[@*]", 2);
    Step.Builder step =
        Step.newBuilder()
            .setTool(parts[0])
            .setPrompt("prompt of " + parts[0])
            .setPromptOriginal(word)
            .setUsesMask(word.contains("@"));
    if (word.contains("@named:")) {
      String[] named = word.substring(word.indexOf(':') + 1).split(",");
      step.setTarget(Step.Target.NAMED).setThing(named[0]);
      if (named.length > 1) {
        step.setWhich(Step.Which.valueOf(named[1].toUpperCase(Locale.ROOT)));
      }
    } else if (word.contains("*")) {
      step.setVariations(Integer.parseInt(word.substring(word.indexOf('*') + 1)));
    } else if (parts.length == 2 && !parts[1].isEmpty()) {
      step.setTarget(Step.Target.valueOf(parts[1].toUpperCase(Locale.ROOT)));
    }
    return step.build();
  }

  @Override
  public void run(RunRequest request, StreamObserver<RunEvent> replies) {
    ServerCallStreamObserver<RunEvent> events = (ServerCallStreamObserver<RunEvent>) replies;
    String sha256 = request.getPicture().getSha256();
    Optional<Picture> lacking =
        Stream.concat(Stream.of(request.getPicture()), request.getReferenceImagesList().stream())
            .filter(picture -> !pictures.take(picture))
            .findFirst();
    if (lacking.isPresent()) {
      ImageNeeded needed = ImageNeeded.newBuilder().setSha256(lacking.get().getSha256()).build();
      events.onNext(RunEvent.newBuilder().setImageNeeded(needed).build());
      events.onCompleted();
      return;
    }
    runs.add(request);
    events.setOnCancelHandler(() -> {});
    new Thread(() -> answer(new Call(request, pictures.get(sha256), events)), "fake-agent").start();
  }

  private void answer(Call call) {
    try {
      behaviour.run(call);
      if (!call.isCancelled()) {
        call.events().onCompleted();
      }
    } catch (RuntimeException e) {
      call.events().onError(e);
    } catch (InterruptedException e) {
      call.events().onError(Status.INTERNAL.asRuntimeException());
    }
  }

  @Override
  public void listTools(ListToolsRequest request, StreamObserver<ListToolsReply> replies) {
    Tool erase =
        Tool.newBuilder()
            .setTool("object_erase")
            .setTitle(Title.newBuilder().setEn("Erase").setKo("지우기"))
            .setDescription("Removes what is masked.")
            .setMask("required")
            .setPrompt("none")
            .addModels(
                ToolModel.newBuilder().setName("fake").setVersion("1").setRank(1).setFamily("f"))
            .build();
    replies.onNext(
        ListToolsReply.newBuilder()
            .addTools(erase)
            .addTools(painting())
            .addTools(matching())
            .addSettings(Option.newBuilder().setName("steps").setType("int"))
            .build());
    replies.onCompleted();
  }

  /** A tool whose model has options. */
  private static Tool painting() {
    ToolModel.Builder model =
        ToolModel.newBuilder().setName("painter").setVersion("1").setRank(1).setFamily("f");
    model
        .addOptionsBuilder()
        .setName("brush_width")
        .setType("float")
        .setLeast(0.5)
        .setMost(9)
        .setUsual("2")
        .setTitle(Title.newBuilder().setEn("Brush width").setKo("붓 굵기"))
        .setAllowed("0.5 to 9");
    model
        .addOptionsBuilder()
        .setName("medium")
        .setType("choice")
        .addChoices("oil")
        .addChoices("ink")
        .addChoiceTitles(Title.newBuilder().setEn("Oil").setKo("유화"))
        .addChoiceTitles(Title.newBuilder().setEn("Ink").setKo("먹"))
        .setUsual("oil")
        .setTitle(Title.newBuilder().setEn("Medium").setKo("재료"))
        .setAllowed("one of oil, ink");
    return Tool.newBuilder()
        .setTool("painting")
        .setTitle(Title.newBuilder().setEn("Paint").setKo("그리기"))
        .setDescription("Paints the picture.")
        .setMask("none")
        .setPrompt("required")
        .addModels(model)
        .build();
  }

  /** A tool that looks at other pictures. */
  private static Tool matching() {
    return Tool.newBuilder()
        .setTool("style_match")
        .setTitle(Title.newBuilder().setEn("Match a style").setKo("스타일 맞추기"))
        .setDescription("Makes the picture look like others.")
        .setMask("none")
        .setPrompt("required")
        .addModels(
            ToolModel.newBuilder()
                .setName("matcher")
                .setVersion("1")
                .setRank(1)
                .setFamily("f")
                .setReferences(2))
        .build();
  }

  @Override
  public void status(StatusRequest request, StreamObserver<StatusReply> replies) {
    replies.onNext(
        StatusReply.newBuilder().setEngineReady(engineReady).setPlanner("rules").build());
    replies.onCompleted();
  }
}
