package dev.chatbrush.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InferRequestTest {
  private static final Tensor X = Tensor.ofUint8("x", new byte[1], 1);

  @Test
  void timeoutIsRequiredAndGreaterThanZero() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> InferRequest.to("m").build())
        .withMessageContaining("found none");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> InferRequest.to("m").timeout(Duration.ZERO).build());
  }

  @Test
  void nameMayBeGivenOnce() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> InferRequest.to("m").input(X).input(X))
        .withMessageContaining("'x'");
  }

  @Test
  void versionIsNumberOrEmpty() {
    assertThat(new ModelId("m", "3")).hasToString("m:3");
    assertThat(ModelId.of("m")).hasToString("m");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new ModelId("m", "latest"));
    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ModelId.of(" "));
  }

  @Test
  void signatureRefusesWhatDoesNotFit() {
    TensorMetadata input = new TensorMetadata("x", DataType.UINT8, List.of(-1L, 3L));
    ModelMetadata model = new ModelMetadata("m", List.of("1"), "", List.of(input), List.of(input));

    model.check(request(Tensor.ofUint8("x", new byte[6], 2, 3)));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> model.check(request(Tensor.ofUint8("x", new byte[4], 2, 2))))
        .withMessage("model m expected 'x' UINT8[-1,3], found 'x' UINT8[2,2]");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> model.check(request(Tensor.ofUint8("y", new byte[3], 1, 3))))
        .withMessageContaining("no input 'y'");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () ->
                model.check(
                    InferRequest.to("m").outputs("z").timeout(Duration.ofSeconds(1)).build()))
        .withMessageContaining("no output 'z'");
  }

  @Test
  void missingOutputNamesWhatCame() {
    InferResponse answer = new InferResponse(ModelId.of("m"), "", List.of(X), Map.of(), true);

    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> answer.output("image"))
        .withMessageContaining("expected output 'image' from m, found ['x' UINT8[1]]");
    assertThat(answer.has("x")).isTrue();
  }

  @Test
  void outputThatComesTwiceIsRefused() {
    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> new InferResponse(ModelId.of("m"), "", List.of(X, X), Map.of(), true));
  }

  private static InferRequest request(Tensor tensor) {
    return InferRequest.to("m").input(tensor).timeout(Duration.ofSeconds(1)).build();
  }
}
