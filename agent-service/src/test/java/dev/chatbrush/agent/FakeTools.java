package dev.chatbrush.agent;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeModel;
import dev.chatbrush.triton.testing.FakeTriton;
import java.util.Random;

/** Tool models of a fake Triton that keep the edit contract. */
public final class FakeTools {
  /** Options of a transform tool: a number with amounts, a whole number and a text. */
  public static final String OPTIONS =
      """
      [{"name": "warmth", "type": "float", "min": 0, "max": 2, "default": 1,
        "amounts": {"slight": 0.25, "strong": 1.75}, "title": {"en": "Warmth", "ko": "따뜻함"}},
       {"name": "rounds", "type": "int", "min": 1, "max": 50, "default": 20,
        "title": {"en": "Rounds", "ko": "횟수"}},
       {"name": "without", "type": "text", "max": 20, "default": "",
        "title": {"en": "Without", "ko": "제외"}}]""";

  private FakeTools() {}

  /** An erase tool that paints what it gets white, in two steps with previews. */
  public static FakeModel erase(FakeTriton triton, String name, int rank) {
    return tool(triton, name, "object_erase", "required", "none", rank).behaves(erasing());
  }

  /** An erase tool that paints what it gets white and says that it changed all of {@code mask}. */
  public static FakeModel growing(FakeTriton triton, String name, int grows, Tensor mask) {
    return tool(triton, name, "object_erase", "required", "none", 10)
        .parameter("chatbrush.grows", String.valueOf(grows))
        .output("mask", DataType.UINT8, -1, -1)
        .behaves(
            call -> {
              Tensor image = input(call.request(), "image");
              call.reply(step(1), total(1), white(image), seed(call.request()), mask);
            });
  }

  /** Paints what it gets white, in two steps with previews. */
  public static FakeBehaviour erasing() {
    return call -> {
      Tensor image = input(call.request(), "image");
      call.reply(step(1), total(2), renamed(image, "preview"));
      call.reply(step(2), total(2), white(image), seed(call.request()));
    };
  }

  /** Resets the connection, and ends nothing in good order before that has come through. */
  public static FakeBehaviour cutting() {
    return call -> {
      call.cutConnection();
      call.awaitCancel();
    };
  }

  /** In one step, noise that another seed makes another one. */
  public static FakeBehaviour seeded() {
    return call -> {
      Tensor image = input(call.request(), "image");
      byte[] pixels = image.asUint8();
      new Random(seed(call.request()).asInt64()[0]).nextBytes(pixels);
      call.reply(
          step(1),
          total(1),
          Tensor.ofUint8("image", pixels, image.shape().dim(0), image.shape().dim(1), 3),
          seed(call.request()));
    };
  }

  /** A transform tool that inverts what it gets, and refuses spaceships. */
  public static FakeModel transform(FakeTriton triton, String name, int rank) {
    return tool(triton, name, "image_transform", "optional", "required", rank)
        .parameter("chatbrush.looks", "[{\"id\":\"winter\",\"en\":\"Winter\",\"ko\":\"겨울\"}]")
        .parameter("chatbrush.options", OPTIONS)
        .behaves(
            call -> {
              if (input(call.request(), "prompt").asString().contains("spaceship")) {
                call.fail(
                    dev.chatbrush.triton.testing.FakeError.INTERNAL,
                    "LOOK_UNKNOWN: I cannot do 'spaceship'. I can do winter.");
                return;
              }
              Tensor image = input(call.request(), "image");
              byte[] pixels = image.asUint8();
              for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) ~pixels[i];
              }
              call.reply(
                  step(1),
                  total(1),
                  Tensor.ofUint8("image", pixels, image.shape().dim(0), image.shape().dim(1), 3),
                  seed(call.request()));
            });
  }

  /** A tool of its own, with a description and titles that say what it is for. */
  public static FakeModel sky(FakeTriton triton) {
    return transform(triton, "sky", 10)
        .parameter("chatbrush.tool", "sky_replace")
        .parameter("chatbrush.description", "Puts another sky into the photo")
        .parameter("chatbrush.title.en", "Replace the sky")
        .parameter("chatbrush.title.ko", "하늘 바꾸기")
        .parameter("chatbrush.looks", "[]");
  }

  /** The model's own seed: the one that it was given. */
  static Tensor seed(InferRequest request) {
    return input(request, "seed");
  }

  public static FakeBehaviour answering(java.util.function.Function<Tensor, Tensor[]> answer) {
    return call -> call.reply(answer.apply(input(call.request(), "image")));
  }

  public static Tensor input(InferRequest request, String name) {
    return request.inputs().stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no input " + name + " in " + request));
  }

  public static boolean hasInput(InferRequest request, String name) {
    return request.inputs().stream().anyMatch(tensor -> tensor.name().equals(name));
  }

  private static FakeModel tool(
      FakeTriton triton, String name, String tool, String mask, String prompt, int rank) {
    return triton
        .model(name)
        .decoupled()
        .parameter("chatbrush.role", "tool")
        .parameter("chatbrush.tool", tool)
        .parameter("chatbrush.description", "For tests: " + tool)
        .parameter("chatbrush.title.en", name)
        .parameter("chatbrush.title.ko", name)
        .parameter("chatbrush.mask", mask)
        .parameter("chatbrush.prompt", prompt)
        .parameter("chatbrush.rank", String.valueOf(rank))
        .parameter("chatbrush.working_side", "0")
        .parameter("chatbrush.multiple", "1")
        .output("step", DataType.INT32, 1)
        .output("total_steps", DataType.INT32, 1)
        .output("preview", DataType.UINT8, -1, -1, 3)
        .output("image", DataType.UINT8, -1, -1, 3)
        .output("seed", DataType.INT64, 1);
  }

  private static Tensor white(Tensor image) {
    byte[] pixels = image.asUint8();
    java.util.Arrays.fill(pixels, 0, pixels.length - 3, (byte) 255); // not wholly one colour
    return Tensor.ofUint8("image", pixels, image.shape().dim(0), image.shape().dim(1), 3);
  }

  private static Tensor renamed(Tensor image, String name) {
    return Tensor.ofUint8(name, image.asUint8(), image.shape().dim(0), image.shape().dim(1), 3);
  }

  public static Tensor step(int step) {
    return Tensor.ofInt32("step", new int[] {step}, 1);
  }

  public static Tensor total(int steps) {
    return Tensor.ofInt32("total_steps", new int[] {steps}, 1);
  }
}
