import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.agent.api.Agent;
import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.Replies;
import dev.chatbrush.agent.plan.rules.RulePlanner;
import dev.chatbrush.contracts.agent.Options;
import dev.chatbrush.contracts.agent.RunRequest;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageDecoder;
import dev.chatbrush.imaging.codec.ImageEncoder;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeTriton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What agent-service costs outside the models: planning, streaming, memory. The packaged service
 * runs as a process of its own beside a fake Triton and a fake language model that take no time.
 * Prints Markdown. Run by {@code run.py}.
 */
public final class AgentBench {
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 500;
  private static final int EDITS = 30;
  private static final int STEPS = 20;
  private static final int SIDE = 704;
  private static final Path PHOTO = Path.of("testdata/photos/coffee.jpg");
  private static final List<String> SENTENCES =
      List.of(
          "이거 지워줘",
          "make it winter",
          "여기 있는 사람 좀 지우고 밤으로 바꿔줘",
          "turn it into a pencil sketch, then undo",
          "지우지 마",
          "조금 더 밝게 해주세요",
          "erase the lamp behind the sofa and make it look like autumn",
          "뭐 할 수 있어?");

  private AgentBench() {}

  public static void main(String[] arguments) throws Exception {
    String jar = arguments[0];
    System.out.println("| milliseconds | p50 | p99 |\n|---|---|---|");
    print("rule planner, in the process", inProcess());
    try (FakeTriton triton = FakeTriton.start();
        FakeLlm llm = new FakeLlm()) {
      FakeTools.erase(triton, "eraser", 10);
      FakeTools.transform(triton, "looks", 10);
      String target = "-Dchatbrush.triton.target=" + triton.address();
      try (Service rules = new Service(jar, List.of(target))) {
        double atRest = rules.residentMebibytes();
        plan("rules, through gRPC", rules);
        edit(rules, triton);
        System.out.printf(
            "%nResident MiB of the process: %.0f after its start, %.0f after all this.%n",
            atRest, rules.residentMebibytes());
      }
      System.out.println("\n| milliseconds | p50 | p99 |\n|---|---|---|");
      for (String mode : List.of("hybrid", "llm")) {
        List<String> settings =
            List.of(
                target,
                "-Dchatbrush.llm.planner=" + mode,
                "-Dchatbrush.llm.url=" + llm.url(),
                "-Dchatbrush.llm.budget.calls=0",
                "-Dchatbrush.llm.budget.tokens=0");
        try (Service service = new Service(jar, settings)) {
          int before = llm.asked();
          plan(mode + ", through gRPC, with a language model of 0 ms", service);
          System.out.printf(
              "| (asked the language model for %.0f %% of the messages) | | |%n",
              100.0 * (llm.asked() - before) / (WARM_UP + ROUNDS));
        }
      }
    }
  }

  private static double[] inProcess() {
    RulePlanner planner = new RulePlanner(new Replies());
    return times(
        20 * ROUNDS,
        i ->
            planner.read(
                new PlanContext(sentence(i), true, true, true, List.of()),
                CatalogueSnapshot.empty()));
  }

  private static void plan(String name, Service service) throws Exception {
    try (Agent agent = new Agent(service.address())) {
      print(name, times(ROUNDS, i -> agent.plan(sentence(i), true)));
    }
  }

  /** An edit of 704 x 704 in 20 steps by a model that takes no time, previews at every step. */
  private static void edit(Service service, FakeTriton triton) throws Exception {
    triton.model("looks").behaves(steps());
    RgbImage photo = ImageDecoder.decode(Files.readAllBytes(PHOTO)).resizeTo(SIDE, SIDE);
    byte[] png = ImageEncoder.png(photo);
    RunRequest plain =
        Agent.request(png, Agent.step("image_transform", "make it winter", false)).build();
    RunRequest shown =
        plain.toBuilder().setOptions(Options.newBuilder().setPreviewEvery(1)).build();
    try (Agent agent = new Agent(service.address())) {
      print("edit of 704 x 704, 20 steps of 0 ms", times(EDITS, i -> agent.run(plain, png)));
      print("the same with 20 previews", times(EDITS, i -> agent.run(shown, png)));
      agent.run(plain, png).stream()
          .filter(event -> event.hasResult())
          .map(event -> event.getResult().getTimingsMillisMap())
          .forEach(AgentBench::printParts);
    }
  }

  private static FakeBehaviour steps() {
    return call -> {
      Tensor image = FakeTools.input(call.request(), "image");
      boolean shows = FakeTools.hasInput(call.request(), "preview_every");
      long height = image.shape().dim(0);
      long width = image.shape().dim(1);
      for (int step = 1; step < STEPS; step++) {
        if (shows) {
          Tensor preview = Tensor.ofUint8("preview", image.asUint8(), height, width, 3);
          call.reply(FakeTools.step(step), FakeTools.total(STEPS), preview);
        } else {
          call.reply(FakeTools.step(step), FakeTools.total(STEPS));
        }
      }
      byte[] pixels = image.asUint8();
      pixels[0]++;
      Tensor made = Tensor.ofUint8("image", pixels, height, width, 3);
      call.reply(FakeTools.step(STEPS), FakeTools.total(STEPS), made);
    };
  }

  private static String sentence(int index) {
    return SENTENCES.get(index % SENTENCES.size());
  }

  private interface Task {
    void run(int index);
  }

  /** Milliseconds of each run, sorted, after a warm-up. */
  private static double[] times(int runs, Task task) {
    for (int i = 0; i < Math.min(WARM_UP, runs); i++) {
      task.run(i);
    }
    double[] millis = new double[runs];
    for (int i = 0; i < runs; i++) {
      long started = System.nanoTime();
      task.run(i);
      millis[i] = (System.nanoTime() - started) / 1e6;
    }
    Arrays.sort(millis);
    return millis;
  }

  private static void print(String name, double[] sorted) {
    System.out.printf(
        "| %s | %.2f | %.2f |%n",
        name, sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)]);
  }

  private static void printParts(Map<String, Double> millis) {
    millis.forEach((part, time) -> System.out.printf("| … of it %s | %.2f | |%n", part, time));
  }
}
