package dev.chatbrush.agent.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.agent.FakeTools;
import dev.chatbrush.contracts.problem.ProblemKind;
import dev.chatbrush.imaging.mask.Mask;
import dev.chatbrush.triton.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Edits that cannot be, and results that do not count. */
class EditRefusalsTest extends ToolTestCase {

  @Test
  void passesTheModelsOwnWordsOn() {
    FakeTools.transform(triton, "looks", 10);

    ToolProblem problem = problem(transform("turn it into a spaceship"));

    assertThat(problem.code()).isEqualTo("LOOK_UNKNOWN");
    assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
    assertThat(problem).hasMessage("I cannot do 'spaceship'. I can do winter.");
  }

  @Test
  void refusesAFlatResult() {
    FakeTools.transform(triton, "looks", 10)
        .behaves(
            FakeTools.answering(
                in ->
                    new Tensor[] {
                      Tensor.ofUint8(
                          "image",
                          new byte[in.asUint8().length],
                          in.shape().dim(0),
                          in.shape().dim(1),
                          3)
                    }));

    assertThat(problem(transform("winter")).code()).isEqualTo("RESULT_INVALID");
  }

  @Test
  void refusesAResultOfAnotherSizeOrType() {
    FakeTools.transform(triton, "looks", 10)
        .next(
            FakeTools.answering(
                in -> new Tensor[] {Tensor.ofUint8("image", new byte[12], 2, 2, 3)}))
        .next(
            FakeTools.answering(
                in -> new Tensor[] {Tensor.ofFp32("image", new float[12], 2, 2, 3)}))
        .next(FakeTools.answering(in -> new Tensor[] {}));

    for (int i = 0; i < 3; i++) {
      assertThat(problem(transform("winter")).code()).isEqualTo("MODEL_FAILED");
    }
  }

  @Test
  void refusesWrongMasks() {
    FakeTools.erase(triton, "eraser", 10);

    ToolProblem size = problem(erase(Mask.full(10, 10)));
    ToolProblem empty = problem(erase(Mask.empty(800, 600)));

    assertThat(size.code()).isEqualTo("MASK_SIZE");
    assertThat(empty.code()).isEqualTo("MASK_EMPTY");
  }

  @Test
  void saysWhenASelectionIsMissing() {
    FakeTools.erase(triton, "eraser", 10);

    ToolProblem problem =
        problem(
            new EditRequest(png, Optional.empty(), false, "object_erase", "", EditOptions.none()));

    assertThat(problem.code()).isEqualTo("MASK_NEEDED");
  }

  @Test
  void saysAtOnceWhenTritonIsDown() {
    ToolRunner runner = runner();
    triton.stop();
    models.refresh();

    ToolProblem problem = problem(runner, erase());

    assertThat(problem.code()).isEqualTo("MODEL_UNAVAILABLE");
    assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE);
  }
}
