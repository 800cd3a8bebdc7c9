package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.contracts.problem.ProblemKind;
import dev.chatbrush.contracts.problem.ProblemList;
import dev.chatbrush.contracts.problem.ProblemType;
import dev.chatbrush.triton.error.ModelFailedException;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelErrorsTest {
  static Collection<ProblemType> listed() {
    return ProblemList.all();
  }

  @ParameterizedTest
  @MethodSource("listed")
  void passesEveryListedCodeOfAModelOn(ProblemType type) {
    ToolProblem problem =
        ModelErrors.problem(new ModelFailedException(type.code() + ": Say it shorter."));

    assertThat(problem.code()).isEqualTo(type.code());
    assertThat(problem.kind()).isEqualTo(type.kind());
    assertThat(problem).hasMessage("Say it shorter.");
  }

  @Test
  void tellsACodeThatTheListLacksAsARefusal() {
    ModelFailedException failure = new ModelFailedException("SOMETHING_NEW: Say it shorter.");

    ToolProblem problem = ModelErrors.problem(failure);

    assertThat(problem.code()).isEqualTo("INPUT_INVALID");
    assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
    assertThat(problem).hasMessage("Say it shorter.");
    assertThat(ModelErrors.anotherMayDo(failure)).isFalse();
  }
}
