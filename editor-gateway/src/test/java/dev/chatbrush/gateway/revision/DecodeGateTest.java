package dev.chatbrush.gateway.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.imaging.RgbImage;
import dev.chatbrush.imaging.codec.ImageEncoder;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodeGateTest {
  private static final long ALL = Long.MAX_VALUE;

  private final DecodeGate gate = new DecodeGate(config());
  private final byte[] picture = ImageEncoder.png(RgbImage.filled(64, 48, 1, 2, 3));

  @Test
  void aFileWaitsWhileAnotherHasAllTheRoomAndIsRefusedThen() {
    String outcome =
        gate.holding(
            ALL,
            () -> {
              assertThatThrownBy(() -> gate.holding(1000, () -> "in"))
                  .isInstanceOfSatisfying(
                      EditorException.class,
                      refused -> assertThat(refused.code()).isEqualTo("OVERLOADED"));
              return "done";
            });

    assertThat(outcome).isEqualTo("done");
    assertThat(gate.holding(ALL, () -> "again")).isEqualTo("again");
  }

  @Test
  void whoHoldsAllFilesStillFindsRoomForPixels() {
    assertThat(gate.holding(ALL, () -> gate.decoding(picture, () -> 5))).isEqualTo(5);
  }

  @Test
  void roomIsGivenBackWhenTheWorkFails() {
    assertThatThrownBy(() -> gate.holding(ALL, () -> Integer.valueOf("none")))
        .isInstanceOf(NumberFormatException.class);

    assertThat(gate.holding(ALL, () -> 1)).isEqualTo(1);
  }

  private static RevisionConfig config() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withMapping(RevisionConfig.class)
        .withDefaultValues(Map.of("chatbrush.revision.decode-wait", "20ms"))
        .build()
        .getConfigMapping(RevisionConfig.class);
  }
}
