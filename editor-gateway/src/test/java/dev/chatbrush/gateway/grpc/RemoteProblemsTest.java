package dev.chatbrush.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.wire.WireErrors;
import dev.chatbrush.gateway.api.EditorException;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "INVALID_ARGUMENT, SELECTION_OUTSIDE, 422, SELECTION_OUTSIDE",
    "INTERNAL, RESULT_INVALID, 502, RESULT_INVALID",
    "INVALID_ARGUMENT, SOMETHING_NEW, 422, INPUT_INVALID",
    "INTERNAL, SOMETHING_NEW, 502, MODEL_FAILED",
    "UNAVAILABLE, SOMETHING_NEW, 503, MODEL_UNAVAILABLE"
  })
  void keepsTheServicesCode(Status.Code status, String code, int http, String type) {
    EditorException problem =
        (EditorException)
            RemoteProblems.translate(
                "agent service", WireErrors.of(status.toStatus(), code, "A sentence."));

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.type().name()).isEqualTo(type);
    assertThat(problem.type().status()).isEqualTo(http);
    assertThat(problem.getMessage()).isEqualTo("A sentence.");
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
  void tellsACancelFromAFailure() {
    assertThat(RemoteProblems.translate("x", Status.CANCELLED.asRuntimeException()))
        .isInstanceOf(CancelledException.class);
  }
}
