package dev.chatbrush.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;
import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RemoteProblemsTest {

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, 503, MODEL_UNAVAILABLE",
    "NOT_FOUND, 503, MODEL_UNAVAILABLE",
    "DEADLINE_EXCEEDED, 504, INFERENCE_TIMEOUT",
    "RESOURCE_EXHAUSTED, 429, OVERLOADED",
    "INVALID_ARGUMENT, 500, INTERNAL_ERROR",
    "FAILED_PRECONDITION, 422, EDIT_REFUSED",
    "INTERNAL, 500, INTERNAL_ERROR",
    "UNIMPLEMENTED, 500, INTERNAL_ERROR",
    "ABORTED, 409, SELECTION_STALE"
  })
  void translatesABareStatus(Status.Code status, int http, String code) {
    RuntimeException failure =
        RemoteProblems.translate(
            "agent service",
            status.toStatus().withDescription("secret /models/path").asRuntimeException());

    assertThat(failure).isInstanceOf(EditorException.class);
    EditorException problem = (EditorException) failure;
    assertThat(problem.type().status()).isEqualTo(http);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.getMessage()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, LOOK_UNKNOWN, 422, LOOK_UNKNOWN",
    "INVALID_ARGUMENT, SOMETHING_NEW, 422, INPUT_INVALID",
    "INTERNAL, SOMETHING_NEW, 502, MODEL_FAILED",
    "UNAVAILABLE, SOMETHING_NEW, 503, MODEL_UNAVAILABLE"
  })
  void tellsAListedCodeAsItIsAndAnotherByItsStatus(
      Status.Code status, String code, int http, String told) {
    EditorException problem =
        (EditorException)
            RemoteProblems.translate(
                "agent service", WireErrors.of(status.toStatus(), code, "A sentence."));

    assertThat(problem.code()).isEqualTo(told);
    assertThat(problem.type().status()).isEqualTo(http);
    assertThat(problem.type().title().ko()).isNotBlank();
    assertThat(problem.getMessage()).isEqualTo("A sentence.");
  }

  static Stream<ProblemType> listed() {
    return ProblemList.all().stream().filter(type -> type.status() != 0);
  }

  @ParameterizedTest
  @MethodSource("listed")
  void tellsEveryListedCodeAsTheListHasIt(ProblemType type) {
    RuntimeException failure =
        RemoteProblems.translate(
            "agent service",
            WireErrors.of(type.kind().grpc().toStatus(), type.code(), "A sentence."));

    if (!type.is(ProblemCode.CANCELLED)) { // who cancelled decides, not the server
      Problem problem = Problem.of((EditorException) failure, "/api/x", "t");
      assertThat(problem.type()).isEqualTo("/problems/" + type.slug());
      assertThat(problem.code()).isEqualTo(type.code());
      assertThat(problem.title()).isEqualTo(type.title().en());
      assertThat(problem.status()).isEqualTo(type.status());
      assertThat(problem.retryable()).isEqualTo(type.retryable());
      assertThat(problem.detail()).isEqualTo("A sentence.");
    }
  }

  @Test
  void countsOnlyAbsenceForBreakers() {
    assertThat(RemoteProblems.translate("x", Status.UNAVAILABLE.asRuntimeException()))
        .isInstanceOf(UnavailableException.class);
    assertThat(RemoteProblems.translate("x", Status.DEADLINE_EXCEEDED.asRuntimeException()))
        .isInstanceOf(RemoteException.class)
        .isNotInstanceOf(UnavailableException.class);
    assertThat(
            RemoteProblems.translate(
                "x", WireErrors.of(Status.INVALID_ARGUMENT, "LOOK_UNKNOWN", "No.")))
        .isNotInstanceOf(RemoteException.class);
  }

  @Test
  void tellsACancelFromAServerThatLeaves() throws Exception {
    StatusRuntimeException cancelled = Status.CANCELLED.asRuntimeException();
    Context.CancellableContext ours = Context.current().withCancellation();

    Callable<RuntimeException> told = ours.wrap(() -> RemoteProblems.translate("x", cancelled));

    assertThat(told.call())
        .isInstanceOfSatisfying(
            UnavailableException.class, left -> assertThat(left.leaving()).isTrue());
    ours.cancel(null);
    assertThat(told.call()).isInstanceOf(CancelledException.class);
  }
}
