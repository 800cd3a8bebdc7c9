package dev.chatbrush.triton.grpc.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.ServerUnavailableException;
import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  /** Texts as Triton 2.51 writes them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_FOUND | Request for unknown model: 'x' is not found | ModelNotFound",
        "UNAVAILABLE | Request for unknown model: 'x' has no available versions | ModelNotFound",
        "UNAVAILABLE | Request for unknown model: 'x' version 9 is not at ready state |"
            + " ModelNotFound",
        "UNAVAILABLE | Exceeds maximum queue size | Overloaded",
        "UNAVAILABLE | Request timeout expired | DeadlineExceeded",
        "UNAVAILABLE | io exception | ServerUnavailable",
        "UNAVAILABLE | Server is stopping, scheduler for model has stopped accepting new inference"
            + " requests | ServerUnavailable",
        "RESOURCE_EXHAUSTED | gRPC message exceeds maximum size 10: 20 | UnexpectedResponse",
        "RESOURCE_EXHAUSTED | out of slots | Overloaded",
        "INVALID_ARGUMENT | [request id: <id_unknown>] unexpected shape for input 'x' |"
            + " InvalidInput",
        "INVALID_ARGUMENT | INPUT_INVALID: the picture is empty | ModelFailed",
        "INTERNAL | MASK_EMPTY: Paint what to erase. | ModelFailed",
        "INTERNAL | something broke | ModelFailed",
        "UNKNOWN | something broke | ModelFailed",
        "UNIMPLEMENTED | ModelInfer RPC doesn't support models with decoupled transaction policy |"
            + " UnexpectedResponse",
        "CANCELLED | RPC cancelled | Cancelled",
        "DEADLINE_EXCEEDED | deadline | DeadlineExceeded"
      })
  void statusBecomesTheExceptionThatSaysWhatToDo(Status.Code code, String text, String expected) {
    InferenceException failure = Failures.from(code.toStatus().withDescription(text), "call");

    assertThat(failure.getClass().getSimpleName()).isEqualTo(expected + "Exception");
  }

  /** As Netty says it where the server went between two calls. */
  @Test
  void closedConnectionIsNoModelsFailure() {
    Status closed =
        Status.UNKNOWN.withDescription("channel closed").withCause(new ClosedChannelException());

    assertThat(Failures.from(closed, "call")).isInstanceOf(ServerUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[request id: 4] unexpected inference input 'y' for model 'm' | InvalidInput",
        "[request id: <id_unknown>] inference input 'x' data-type is 'FP32', but model 'm' expects"
            + " 'UINT8' | InvalidInput",
        "[request id: <id_unknown>] unexpected shape for input 'x' for model 'm'. Expected [-1,4],"
            + " got [1,3] | InvalidInput",
        "Request for unknown model: 'x' is not found | ModelNotFound",
        "Exceeds maximum queue size | Overloaded",
        "LOOK_UNKNOWN: I can do winter | ModelFailed",
        "anything else | ModelFailed"
      })
  void bareTextOfStreamsIsUnderstoodToo(String text, String expected) {
    assertThat(Failures.fromText(text).getClass().getSimpleName())
        .isEqualTo(expected + "Exception");
  }

  @Test
  void onlyThreeKindsAreWorthAnotherTry() {
    assertThat(Failures.from(Status.UNAVAILABLE, "call").isTransient()).isTrue();
    assertThat(Failures.from(Status.DEADLINE_EXCEEDED, "call").isTransient()).isTrue();
    assertThat(Failures.fromText("Exceeds maximum queue size").isTransient()).isTrue();
    assertThat(Failures.from(Status.INTERNAL, "call").isTransient()).isFalse();
  }

  static Stream<Arguments> connections() {
    return Stream.of(
        Arguments.of(Status.UNAVAILABLE.withDescription("Network closed for unknown reason"), true),
        Arguments.of(
            Status.UNAVAILABLE.withDescription(
                "Connection closed after GOAWAY. HTTP/2 error code: NO_ERROR"),
            true),
        Arguments.of(ended(new IOException("Connection reset by peer")), true),
        Arguments.of(Status.UNKNOWN.withCause(new ClosedChannelException()), true),
        Arguments.of(ended(new ConnectException("Connection refused")), false),
        Arguments.of(ended(new UnknownHostException("triton")), false),
        Arguments.of(ended(new NoRouteToHostException("No route to host")), false),
        Arguments.of(ended(new SocketException("Network is unreachable")), false),
        Arguments.of(Status.UNAVAILABLE.withDescription("Server is stopping"), false));
  }

  private static Status ended(IOException cause) {
    return Status.UNAVAILABLE.withDescription("io exception").withCause(cause);
  }

  @ParameterizedTest
  @MethodSource("connections")
  void knowsAConnectionThatBrokeFromOneThatNeverWas(Status status, boolean broke) {
    assertThat(Failures.from(status, "call"))
        .isInstanceOfSatisfying(
            ServerUnavailableException.class,
            failure -> assertThat(failure.brokeMidway()).isEqualTo(broke));
  }
}
