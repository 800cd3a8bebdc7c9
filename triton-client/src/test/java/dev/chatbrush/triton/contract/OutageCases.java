package dev.chatbrush.triton.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.InferenceStream;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.OverloadedException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Servers that are gone, come back, are slow, or have too much to do. */
interface OutageCases extends ContractCases {

  @Test
  default void serverRestartInMidStreamIsToldAndTheSameClientGoesOn() {
    try (GrpcInferenceClient client = GrpcInferenceClient.connect(config().build())) {
      InferenceStream stream = client.stream(count("restart", 1_000, 20).build());
      stream.next();

      server().kill();
      try {
        assertThatExceptionOfType(ServerUnavailableException.class)
            .isThrownBy(() -> StreamCases.steps(stream))
            .matches(ServerUnavailableException::brokeMidway);
      } finally {
        server().start(); // other cases need it
      }
      Pauses.until("the client finds the server again", AMPLE, client::ready);
      Pauses.until("so does the other cases' client", AMPLE, client()::ready);
      InferResponse answer = client.infer(to("echo").input(Samples.of(DataType.INT8)).build());
      assertThat(answer.has("INT8")).isTrue();
    }
  }

  @Test
  default void withoutServerCallsFailAndTheSameClientFindsItWhenItIsBack() {
    try (GrpcInferenceClient client = GrpcInferenceClient.connect(config().build())) {
      client.infer(to("echo").input(Samples.of(DataType.INT8)).build());
      server().kill();
      try {
        for (int i = 0; i < 5; i++) {
          assertThatExceptionOfType(ServerUnavailableException.class)
              .isThrownBy(() -> client.infer(to("echo").input(Samples.of(DataType.INT8)).build()));
        }
      } finally {
        server().start(); // other cases need it
      }
      Pauses.until("the client finds the server again", AMPLE, client::ready);
      Pauses.until("so does the other cases' client", AMPLE, client()::ready);
      assertThat(client.infer(to("echo").input(Samples.of(DataType.INT8)).build()).has("INT8"))
          .isTrue();
    }
  }

  @Test
  default void nobodyAtTheAddressIsUnavailable() throws IOException {
    try (GrpcInferenceClient client =
        GrpcInferenceClient.connect(ClientConfig.of("127.0.0.1:" + unusedPort()))) {
      assertThatExceptionOfType(ServerUnavailableException.class)
          .isThrownBy(() -> client.infer(to("echo").input(Samples.of(DataType.INT8)).build()))
          .withMessageContaining("refused")
          .matches(failure -> !failure.brokeMidway());
      assertThatExceptionOfType(ServerUnavailableException.class)
          .isThrownBy(() -> client.stream(count("nobody", 1, 0).build()).next());
      assertThat(client.live()).isFalse();
      assertThat(client.ready()).isFalse();
    }
  }

  @Test
  default void slowServerIsWaitedForWithinTheDeadline() {
    InferResponse answer = client().infer(pause("slow", 700).build());

    assertThat(answer.output("millis").asInt32()).containsExactly(700);
  }

  @Test
  default void fullQueueIsOverloaded() {
    List<CompletableFuture<InferResponse>> calls =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    client()
                        .inferAsync(
                            to("overload")
                                .input(Tensor.ofInt32("millis", new int[] {400}, 1, 1))
                                .build()))
            .toList();

    List<Throwable> refused =
        calls.stream().map(OutageCases::failureOf).filter(failure -> failure != null).toList();

    assertThat(refused).isNotEmpty().hasSizeLessThan(6);
    assertThat(refused).allSatisfy(f -> assertThat(f).isInstanceOf(OverloadedException.class));
  }

  private static Throwable failureOf(CompletableFuture<InferResponse> call) {
    try {
      call.orTimeout(AMPLE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
      return null;
    } catch (CompletionException failed) {
      return failed.getCause();
    }
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
