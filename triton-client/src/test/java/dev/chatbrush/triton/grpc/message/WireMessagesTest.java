package dev.chatbrush.triton.grpc.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import dev.chatbrush.triton.grpc.wire.InferParameter;
import dev.chatbrush.triton.grpc.wire.InferTensorContents;
import dev.chatbrush.triton.grpc.wire.ModelInferRequest;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse;
import dev.chatbrush.triton.grpc.wire.ModelInferResponse.InferOutputTensor;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WireMessagesTest {
  private static final InferRequest ANYTHING =
      InferRequest.to("m").timeout(Duration.ofSeconds(1)).build();

  @Test
  void requestCarriesEverythingAndTheSameBytes() {
    Tensor tensor = Tensor.ofUint8("x", new byte[] {1, 2}, 2);

    ModelInferRequest message =
        WireMessages.unary(
            InferRequest.to("m")
                .input(tensor)
                .outputs("y")
                .id("7")
                .priority(2)
                .parameter("text", "t")
                .parameter("flag", true)
                .parameter("half", 0.5)
                .timeout(Duration.ofSeconds(1))
                .build());

    assertThat(message.getRawInputContents(0)).isSameAs(tensor.data());
    assertThat(message.getInputs(0).getShapeList()).containsExactly(2L);
    assertThat(message.getId()).isEqualTo("7");
    assertThat(message.getOutputs(0).getName()).isEqualTo("y");
    assertThat(message.getParametersOrThrow("priority").getInt64Param()).isEqualTo(2);
    assertThat(message.getParametersOrThrow("text").getStringParam()).isEqualTo("t");
    assertThat(message.getParametersOrThrow("flag").getBoolParam()).isTrue();
    assertThat(message.getParametersOrThrow("half").getDoubleParam()).isEqualTo(0.5);
  }

  @Test
  void answersInTheTypedFormAreReadToo() {
    assertThat(typed(DataType.INT16, t -> t.addIntContents(-2)).asInt16())
        .containsExactly((short) -2);
    assertThat(typed(DataType.INT8, t -> t.addIntContents(-2)).asInt8()).containsExactly(-2);
    assertThat(typed(DataType.INT32, t -> t.addIntContents(-2)).asInt32()).containsExactly(-2);
    assertThat(typed(DataType.INT64, t -> t.addInt64Contents(-2)).asInt64()).containsExactly(-2);
    assertThat(typed(DataType.UINT8, t -> t.addUintContents(200)).asUint8())
        .containsExactly((byte) 200);
    assertThat(typed(DataType.UINT16, t -> t.addUintContents(7)).asInt16())
        .containsExactly((short) 7);
    assertThat(typed(DataType.UINT32, t -> t.addUintContents(7)).asInt32()).containsExactly(7);
    assertThat(typed(DataType.UINT64, t -> t.addUint64Contents(7)).asInt64()).containsExactly(7);
    assertThat(typed(DataType.FP32, t -> t.addFp32Contents(1.5f)).asFp32()).containsExactly(1.5f);
    assertThat(typed(DataType.FP64, t -> t.addFp64Contents(1.5)).asFp64()).containsExactly(1.5);
    assertThat(typed(DataType.BOOL, t -> t.addBoolContents(true)).asBool()).containsExactly(true);
    assertThat(
            typed(DataType.BYTES, t -> t.addBytesContents(ByteString.copyFromUtf8("ab")))
                .asString())
        .isEqualTo("ab");
  }

  @Test
  void answerWithWrongLengthUnknownTypeOrMissingDataIsUnexpected() {
    assertUnexpected(answer("FP32", 2).addRawOutputContents(ByteString.copyFrom(new byte[4])));
    assertUnexpected(answer("FP99", 1).addRawOutputContents(ByteString.copyFrom(new byte[4])));
    assertUnexpected(answer("FP32", -1).addRawOutputContents(ByteString.EMPTY));
    assertUnexpected(answer("FP16", 1));
    assertUnexpected(
        answer("UINT8", 0)
            .addRawOutputContents(ByteString.EMPTY)
            .addRawOutputContents(ByteString.EMPTY));
    assertUnexpected(ModelInferResponse.newBuilder());
  }

  @Test
  void lastAnswerOfStreamIsKnownByItsMark() {
    ModelInferResponse.Builder message = ModelInferResponse.newBuilder().setModelName("m");
    assertThat(WireMessages.streamed(message.build(), ANYTHING).isFinal()).isFalse();

    message.putParameters(
        WireMessages.FINAL, InferParameter.newBuilder().setBoolParam(true).build());

    assertThat(WireMessages.streamed(message.build(), ANYTHING).isFinal()).isTrue();
  }

  @Test
  void parsedMessageSharesItsFrame() {
    ModelInferResponse message =
        answer("UINT8", 1000).addRawOutputContents(ByteString.copyFrom(new byte[1000])).build();

    byte[] frame = message.toByteArray();

    ModelInferResponse parsed =
        AliasingMarshaller.of(ModelInferResponse.getDefaultInstance())
            .parse(new ByteArrayInputStream(frame));

    assertThat(parsed).isEqualTo(message);
    assertThat(parsed.getRawOutputContents(0).asReadOnlyByteBuffer().capacity())
        .isEqualTo(frame.length);
  }

  @Test
  void brokenFrameIsAnErrorOfTheServer() {
    byte[] nonsense = "no message of ours".getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(io.grpc.StatusRuntimeException.class)
        .isThrownBy(
            () ->
                AliasingMarshaller.of(ModelInferResponse.getDefaultInstance())
                    .parse(new ByteArrayInputStream(nonsense)));
  }

  private static void assertUnexpected(ModelInferResponse.Builder message) {
    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> WireMessages.unary(message.build(), ANYTHING));
  }

  private static Tensor typed(
      DataType type, java.util.function.Consumer<InferTensorContents.Builder> fill) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    fill.accept(contents);
    ModelInferResponse.Builder message = answer(type.name(), 1);
    message.getOutputsBuilder(0).setContents(contents);
    InferResponse answer = WireMessages.unary(message.build(), ANYTHING);
    return answer.output("y");
  }

  private static ModelInferResponse.Builder answer(String type, long extent) {
    return ModelInferResponse.newBuilder()
        .setModelName("m")
        .setModelVersion("1")
        .addOutputs(InferOutputTensor.newBuilder().setName("y").setDatatype(type).addShape(extent));
  }
}
