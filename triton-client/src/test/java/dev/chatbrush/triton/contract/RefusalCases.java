package dev.chatbrush.triton.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.InferenceException;
import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.ModelFailedException;
import dev.chatbrush.triton.error.ModelNotFoundException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that get no answer, each for its own reason. */
interface RefusalCases extends ContractCases {

  @ParameterizedTest(name = "checked by this client: {0}")
  @ValueSource(booleans = {true, false})
  default void wrongTypeIsInvalidInput(boolean checked) {
    Tensor wrong = Tensor.ofFp32("UINT8", new float[] {1}, 1);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> infer(checked, to("echo").input(wrong).build()))
        .withMessageContaining("UINT8");
  }

  @ParameterizedTest(name = "checked by this client: {0}")
  @ValueSource(booleans = {true, false})
  default void wrongShapeIsInvalidInput(boolean checked) {
    Tensor wrong = Tensor.ofUint8("x", new byte[3], 1, 3);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> infer(checked, to("echo_batch").input(wrong).build()))
        .withMessageContaining("4]");
  }

  @ParameterizedTest(name = "checked by this client: {0}")
  @ValueSource(booleans = {true, false})
  default void unknownInputNameIsInvalidInput(boolean checked) {
    Tensor wrong = Tensor.ofUint8("no_such_input", new byte[3], 3);

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> infer(checked, to("echo").input(wrong).build()))
        .withMessageContaining("no_such_input");
  }

  @Test
  default void refusedInputOfStreamIsInvalidInput() {
    InferRequest wrong =
        count("wrong", 1, 0).input(Tensor.ofUint8("nonsense", new byte[1], 1)).build();

    try (InferenceClient unchecked =
            GrpcInferenceClient.connect(config().checkInputs(false).build());
        var stream = unchecked.stream(wrong)) {
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(stream::next)
          .withMessageContaining("nonsense");
    }
  }

  @Test
  default void unknownModelIsNotFound() {
    InferRequest request = to("no_such_model").input(Samples.of(DataType.INT8)).build();

    assertThatExceptionOfType(ModelNotFoundException.class)
        .isThrownBy(() -> client().infer(request))
        .withMessageContaining("no_such_model");
    assertThatExceptionOfType(ModelNotFoundException.class)
        .isThrownBy(
            () -> {
              try (var stream = client().stream(request)) {
                stream.next();
              }
            });
  }

  @Test
  default void unknownVersionIsNotFound() {
    InferRequest request =
        InferRequest.to(new ModelId("echo", "9"))
            .input(Samples.of(DataType.INT8))
            .timeout(AMPLE)
            .build();

    assertThatExceptionOfType(ModelNotFoundException.class)
        .isThrownBy(() -> client().infer(request))
        .withMessageContaining("9");
  }

  @Test
  default void callWithoutDeadlineIsRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> InferRequest.to("echo").build())
        .withMessageContaining("timeout");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MASK_EMPTY: Paint what to erase.", "raise MASK_EMPTY: Paint what to erase."})
  default void codeAndSentenceOfModelErrorAreTakenApart(String text) {
    InferRequest request = to("failing").input(Tensor.ofString("text", text)).build();

    assertThatExceptionOfType(ModelFailedException.class)
        .isThrownBy(() -> client().infer(request))
        .satisfies(
            failure -> {
              assertThat(failure.code()).contains("MASK_EMPTY");
              assertThat(failure.sentence()).isEqualTo("Paint what to erase.");
            });
  }

  @Test
  default void modelErrorWithoutCodeKeepsItsText() {
    InferRequest request = to("failing").input(Tensor.ofString("text", "the disk is full")).build();

    assertThatExceptionOfType(ModelFailedException.class)
        .isThrownBy(() -> client().infer(request))
        .withMessageContaining("the disk is full")
        .satisfies(failure -> assertThat(failure.code()).isEmpty());
  }

  @Test
  default void unaryCallOfDecoupledModelSaysThatItCannotBe() {
    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> client().infer(count("unary", 1, 0).build()))
        .withMessageContaining("decoupled");
  }

  @Test
  default void oneBadRequestHarmsNoOther() {
    var bad = client().inferAsync(to("failing").input(Tensor.ofString("text", "no")).build());
    var good = client().inferAsync(to("echo").input(Samples.of(DataType.FP32)).build());

    assertThat(good.join().output("FP32")).isEqualTo(Samples.of(DataType.FP32));
    assertThat(bad)
        .failsWithin(AMPLE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(InferenceException.class);
  }

  private void infer(boolean checked, InferRequest request) {
    try (InferenceClient client =
        GrpcInferenceClient.connect(config().checkInputs(checked).build())) {
      client.infer(request);
    }
  }
}
