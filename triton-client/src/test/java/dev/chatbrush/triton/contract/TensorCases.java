package dev.chatbrush.triton.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tensors there and back. */
interface TensorCases extends ContractCases {

  @ParameterizedTest
  @EnumSource(DataType.class)
  default void everyDataTypeComesBackByteForByte(DataType type) {
    Tensor sent = Samples.of(type);

    Tensor back = echo(sent);

    assertThat(back).isEqualTo(sent);
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  default void emptyTensorComesBackEmpty(DataType type) {
    Tensor empty = Tensor.ofRaw(type.name(), type, Shape.of(0), ByteBuffer.allocate(0));

    assertThat(echo(empty)).isEqualTo(empty);
  }

  @Test
  default void tensorOf64MegabytesComesBack() {
    byte[] data = new byte[64 * 1024 * 1024];
    new Random(64).nextBytes(data);
    Tensor sent = Tensor.ofUint8("UINT8", data, data.length);

    assertThat(echo(sent).buffer()).isEqualTo(sent.buffer());
  }

  @Test
  default void directBufferIsSentAsItIs() {
    ByteBuffer direct = ByteBuffer.allocateDirect(12).put(new byte[] {1, 2, 3, 4, 5, 6}).flip();
    Tensor sent = Tensor.ofRaw("UINT8_2D", DataType.UINT8, Shape.of(2, 3), direct);

    assertThat(echo(sent).asUint8()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  default void bufferOfAnswerBeginsAtIndexZero() {
    ByteBuffer back = echo(Tensor.ofUint8("UINT8", new byte[] {7, 8, 9}, 3)).buffer();

    assertThat(back.position()).isZero();
    assertThat(back.capacity()).isEqualTo(3);
    assertThat(new byte[] {back.get(0), back.get(1), back.get(2)}).containsExactly(7, 8, 9);
  }

  @Test
  default void twoDimensionsKeepTheirExtents() {
    Tensor sent = Tensor.ofUint8("UINT8_2D", new byte[] {1, 2, 3, 4, 5, 6}, 3, 2);

    assertThat(echo(sent).shape()).isEqualTo(Shape.of(3, 2));
  }

  @Test
  default void bytesOfZeroLengthAndOutsideUtf8ComeBack() {
    List<byte[]> elements = List.of(new byte[0], new byte[] {(byte) 0xFF, 0, (byte) 0xC3}, bytes());

    List<byte[]> back = echo(Tensor.ofBytes("BYTES", elements, 3)).asBytes();

    assertThat(back).usingElementComparator(java.util.Arrays::compare).isEqualTo(elements);
  }

  @Test
  default void severalInputsAndOnlyTheWantedOutputs() {
    InferResponse answer =
        client()
            .infer(
                to("echo")
                    .input(Samples.of(DataType.FP32, "FP32"))
                    .input(Samples.of(DataType.INT8, "INT8"))
                    .outputs("INT8")
                    .build());

    assertThat(answer.outputs().keySet()).containsExactly("INT8");
  }

  @Test
  default void idComesBack() {
    InferResponse answer =
        client().infer(to("echo").id("picture-7").input(Samples.of(DataType.INT8)).build());

    assertThat(answer.id()).isEqualTo("picture-7");
    assertThat(answer.isFinal()).isTrue();
    assertThat(answer.model().name()).isEqualTo("echo");
    assertThat(answer.model().version()).isEqualTo("1");
  }

  @Test
  default void batchIsAnsweredRowByRow() {
    Tensor batch = Tensor.ofUint8("x", new byte[] {0, 1, 2, 3, 10, 11, 12, (byte) 255}, 2, 4);

    InferResponse answer = client().infer(to("echo_batch").input(batch).build());

    assertThat(answer.output("y"))
        .isEqualTo(Tensor.ofUint8("y", new byte[] {1, 2, 3, 4, 11, 12, 13, 0}, 2, 4));
  }

  @Test
  default void concurrentCallsGetTheirOwnAnswers() {
    List<CompletableFuture<InferResponse>> calls =
        IntStream.range(0, 64)
            .mapToObj(i -> Tensor.ofUint8("x", new byte[] {(byte) i, 0, 0, 0}, 1, 4))
            .map(tensor -> client().inferAsync(to("echo_batch").input(tensor).build()))
            .toList();

    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i).join().output("y").asUint8()[0]).isEqualTo((byte) (i + 1));
    }
  }

  private Tensor echo(Tensor tensor) {
    return client().infer(to("echo").input(tensor).build()).output(tensor.name());
  }

  private static byte[] bytes() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return all;
  }
}
