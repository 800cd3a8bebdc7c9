package dev.chatbrush.triton.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.testing.FakeBehaviour;
import dev.chatbrush.triton.testing.FakeCall;
import dev.chatbrush.triton.testing.FakeError;
import dev.chatbrush.triton.testing.FakeTriton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A thousand faults of every kind at once: each call ends, with the right answer or a typed error.
 */
@Timeout(170)
class FaultStormTest {
  private static final int CALLS = 1_000;
  private static final Tensor SENT =
      Tensor.ofInt32("x", IntStream.range(0, 1_000).toArray(), 1_000);

  private final Random random = new Random(3);

  @Test
  void everyCallEndsInAnAnswerOrTypedError() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try (FakeTriton triton = FakeTriton.start();
        InferenceClient client = connect(triton)) {
      triton.model("unary").behaves(this::anyFault);
      triton.model("streamed").decoupled().behaves(this::anyFault);
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(i % 2 == 0 ? () -> unary(client) : () -> streamed(client));
      }

      List<String> outcomes = new ArrayList<>();
      for (Future<String> ended : callers.invokeAll(calls)) {
        outcomes.add(ended.get());
      }

      assertThat(outcomes).hasSize(CALLS);
      assertThat(outcomes.stream().collect(Collectors.groupingBy(o -> o, Collectors.counting())))
          .containsKeys("answered", "ModelFailedException", "UnexpectedResponseException")
          .containsKeys("DeadlineExceededException", "ServerUnavailableException")
          .doesNotContainKeys("wrong");
      triton.model("unary").behaves(FakeBehaviour.echo());
      assertThat(client.infer(request("unary", Duration.ofSeconds(30))).output("x"))
          .isEqualTo(SENT);
    } finally {
      callers.shutdownNow();
    }
  }

  private void anyFault(FakeCall call) throws InterruptedException {
    int kind;
    synchronized (random) {
      kind = random.nextInt(20);
    }
    if (kind == 0) {
      call.cutConnection();
    } else if (kind <= 3) {
      call.awaitCancel();
    } else if (kind <= 6) {
      call.fail(FakeError.INTERNAL, "the model broke");
    } else if (kind <= 9) {
      call.replyMalformed("x", DataType.INT32, Shape.of(1_000), new byte[kind]);
    } else {
      call.reply(SENT);
    }
  }

  private static String unary(InferenceClient client) {
    try {
      InferResponse answer = client.infer(request("unary", Duration.ofMillis(800)));
      return answer.output("x").equals(SENT) ? "answered" : "wrong";
    } catch (InferenceException typed) {
      return typed.getClass().getSimpleName();
    }
  }

  private static String streamed(InferenceClient client) {
    try (InferenceStream stream = client.stream(request("streamed", Duration.ofMillis(800)))) {
      Optional<InferResponse> answer = stream.next();
      if (answer.isEmpty()) {
        return "empty";
      }
      boolean right = answer.get().output("x").equals(SENT) && stream.next().isEmpty();
      return right ? "answered" : "wrong";
    } catch (InferenceException typed) {
      return typed.getClass().getSimpleName();
    }
  }

  private static InferRequest request(String model, Duration timeout) {
    return InferRequest.to(model).input(SENT).timeout(timeout).build();
  }

  private static InferenceClient connect(FakeTriton triton) {
    return GrpcInferenceClient.connect(ClientConfig.of(triton.address()));
  }
}
