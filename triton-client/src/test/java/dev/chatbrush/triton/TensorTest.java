package dev.chatbrush.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.UnexpectedResponseException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void numbersLieLittleEndian() {
    Tensor tensor = Tensor.ofInt32("x", new int[] {0x01020304}, 1);

    assertThat(tensor.data().toByteArray()).containsExactly(4, 3, 2, 1);
    assertThat(tensor.asInt32()).containsExactly(0x01020304);
  }

  @Test
  void bytesAreWrappedAndNotCopied() {
    byte[] pixels = {1, 2, 3};
    Tensor tensor = Tensor.ofUint8("x", pixels, 3);

    pixels[0] = 9; // what the documentation tells callers not to do shows that nothing was copied

    assertThat(tensor.buffer().get(0)).isEqualTo((byte) 9);
  }

  @Test
  void viewCannotBeWritten() {
    Tensor tensor = Tensor.ofUint8("x", new byte[3], 3);

    assertThatExceptionOfType(ReadOnlyBufferException.class)
        .isThrownBy(() -> tensor.buffer().put(0, (byte) 1));
  }

  @Test
  void lengthThatDoesNotFitIsRefusedWithBothNumbers() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Tensor.ofFp32("x", new float[5], 2, 3))
        .withMessageContaining("'x' FP32[2,3] needs 24 bytes, found 20");
  }

  @Test
  void shapeThatOverflowsIsRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Tensor.ofUint8("x", new byte[0], Long.MAX_VALUE, 4));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Tensor.ofFp64("x", new double[0], 1L << 61));
    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Shape.of(2, -1));
  }

  @Test
  void readingAsAnotherTypeSaysWhatItIs() {
    Tensor tensor = Tensor.ofFp32("x", new float[1], 1);

    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(tensor::asUint8)
        .withMessageContaining("expected tensor 'x' of type UINT8, found FP32[1]");
  }

  @Test
  void halvesAreReadAsFloats() {
    float[] values = {0.5f, -3f, 65504f};

    assertThat(Tensor.ofFp16("x", values, 3).asFp32()).containsExactly(values);
    assertThat(Tensor.ofBf16("x", new float[] {1.5f}, 1).asFp32()).containsExactly(1.5f);
  }

  @Test
  void everyPrimitiveArrayComesBack() {
    assertThat(Tensor.ofBool("x", new boolean[] {true, false}, 2).asBool())
        .containsExactly(true, false);
    assertThat(Tensor.ofInt8("x", new byte[] {-1}, 1).asInt8()).containsExactly(-1);
    assertThat(Tensor.ofInt16("x", new short[] {-2}, 1).asInt16()).containsExactly((short) -2);
    assertThat(Tensor.ofUint16("x", new short[] {-2}, 1).asInt16()).containsExactly((short) -2);
    assertThat(Tensor.ofUint32("x", new int[] {-2}, 1).asInt32()).containsExactly(-2);
    assertThat(Tensor.ofInt64("x", new long[] {-2}, 1).asInt64()).containsExactly(-2);
    assertThat(Tensor.ofUint64("x", new long[] {-2}, 1).asInt64()).containsExactly(-2);
    assertThat(Tensor.ofFp64("x", new double[] {-2.5}, 1).asFp64()).containsExactly(-2.5);
  }

  @Test
  void stringIsOneUtf8Element() {
    assertThat(Tensor.ofString("prompt", "고양이").asString()).isEqualTo("고양이");
    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(() -> Tensor.ofBytes("x", List.of(), 0).asString())
        .withMessageContaining("0 elements");
  }

  @Test
  void bytesThatRunPastTheEndAreRefused() {
    ByteBuffer lies = ByteBuffer.wrap(new byte[] {100, 0, 0, 0, 1, 2});
    Tensor tensor = Tensor.ofRaw("x", DataType.BYTES, Shape.of(1), lies);

    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(tensor::asBytes)
        .withMessageContaining("element 0 of 1");
  }

  @Test
  void bytesThatAreLeftOverAreRefused() {
    ByteBuffer more = ByteBuffer.wrap(new byte[] {1, 0, 0, 0, 7, 8});
    Tensor tensor = Tensor.ofRaw("x", DataType.BYTES, Shape.of(1), more);

    assertThatExceptionOfType(UnexpectedResponseException.class)
        .isThrownBy(tensor::asBytes)
        .withMessageContaining("1 bytes are left");
  }

  @Test
  void elementCountOfBytesMustFitTheShape() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Tensor.ofBytes("x", List.of(new byte[1]), 2))
        .withMessageContaining("needs 2 elements, found 1");
  }

  @Test
  void textShowsTypeAndShapeButNoData() {
    assertThat(Tensor.ofUint8("image", new byte[6], 1, 2, 3)).hasToString("'image' UINT8[1,2,3]");
  }
}
