package dev.chatbrush.mask.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;
import dev.chatbrush.mask.problem.MaskProblem;
import dev.chatbrush.triton.error.ModelFailedException;
import io.grpc.StatusRuntimeException;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GrpcErrorsTest {
  static Collection<ProblemType> listed() {
    return ProblemList.all();
  }

  @ParameterizedTest
  @MethodSource("listed")
  void passesEveryListedCodeOfAModelOn(ProblemType type) {
    StatusRuntimeException status = status(type.code() + ": Say it shorter.");

    assertThat(MaskClient.codeOf(status)).isEqualTo(type.code());
    assertThat(status.getStatus().getCode()).isEqualTo(type.kind().grpc());
  }

  @Test
  void tellsACodeThatTheListLacksAsAFailure() {
    assertThat(MaskClient.codeOf(status("SOMETHING_NEW: Say it shorter.")))
        .isEqualTo("MODEL_FAILED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NAME_UNKNOWN: Only English words.|Only English words.",
        "MODEL_FAILED: ValueError: shapes|The segmentation model failed.",
        "SOMETHING_NEW: Say it shorter.|The segmentation model failed.",
        "Traceback (most recent call last)|The segmentation model failed."
      })
  void saysWhatTheModelWroteForPeopleAndNoMore(String modelsWords, String sentence) {
    assertThat(GrpcErrors.problemOf(new ModelFailedException(modelsWords))).hasMessage(sentence);
  }

  private static StatusRuntimeException status(String modelsWords) {
    MaskProblem problem = GrpcErrors.problemOf(new ModelFailedException(modelsWords));
    return GrpcErrors.of(problem);
  }
}
