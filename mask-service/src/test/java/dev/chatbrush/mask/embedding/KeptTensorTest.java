package dev.chatbrush.mask.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.HalfFloats;
import dev.chatbrush.triton.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeptTensorTest {
  @Test
  void everyHalfComesBackAsItsFloat() {
    float[] values = new float[1 << 16];
    int count = 0;
    for (int bits = 0; bits < values.length; bits++) {
      float value = HalfFloats.fromFp16((short) bits);
      if (Float.isFinite(value)) {
        values[count++] = value;
      }
    }
    Tensor tensor = Tensor.ofFp32("features", Arrays.copyOf(values, count), count);

    KeptTensor kept = KeptTensor.of(tensor, true);

    assertThat(kept.tensor().type()).isEqualTo(DataType.FP16);
    assertThat(kept.bytes()).isEqualTo(tensor.data().size() / 2);
    assertThat(kept.sent()).isEqualTo(tensor);
  }

  @Test
  void whatFp16CannotHoldStaysAsItIs() {
    for (float value : new float[] {65520f, -1e6f, Float.NaN, Float.POSITIVE_INFINITY}) {
      Tensor tensor = Tensor.ofFp32("features", new float[] {1, value}, 2);

      assertThat(KeptTensor.of(tensor, true).sent()).isSameAs(tensor);
    }
  }

  @Test
  void otherTypesPassThrough() {
    Tensor half = Tensor.ofFp16("features", new float[] {1, 2}, 2);
    Tensor full = Tensor.ofFp32("features", new float[] {1, 2}, 2);

    assertThat(KeptTensor.of(half, true).sent()).isSameAs(half);
    assertThat(KeptTensor.of(full, false).sent()).isSameAs(full);
  }
}
