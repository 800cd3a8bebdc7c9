package dev.chatbrush.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.calls.triton.TritonConfig;
import dev.chatbrush.mask.embedding.CacheConfig;
import dev.chatbrush.mask.inference.ModelCallConfig;
import dev.chatbrush.mask.lane.LaneConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {
  @Test
  void defaultsFitOneMachine() {
    SmallRyeConfig config = config(Map.of());

    TritonConfig triton = config.getConfigMapping(TritonConfig.class);
    assertThat(triton.target()).containsExactly("127.0.0.1:8001");
    assertThat(triton.refresh()).isEqualTo(Duration.ofSeconds(3));
    ModelCallConfig calls = config.getConfigMapping(ModelCallConfig.class);
    assertThat(calls.decodeTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(calls.encodeTimeout()).isEqualTo(Duration.ofSeconds(60));
    CacheConfig cache = config.getConfigMapping(CacheConfig.class);
    assertThat(cache.embeddings().asLongValue()).isEqualTo(128L << 20);
    assertThat(cache.pictures().asLongValue()).isEqualTo(32L << 20);
    LaneConfig lane = config.getConfigMapping(LaneConfig.class);
    assertThat(lane.clickThreads()).isEqualTo(4);
    assertThat(lane.clickQueue()).isEqualTo(128);
    assertThat(lane.encodeThreads()).isEqualTo(2);
    assertThat(lane.encodeQueue()).isEqualTo(32);
  }

  @Test
  void everythingCanBeSet() {
    SmallRyeConfig config =
        config(
            Map.of(
                "chatbrush.triton.target", "a:1,b:2",
                "chatbrush.triton.refresh", "1s",
                "chatbrush.triton.decode-timeout", "250ms",
                "chatbrush.mask.cache.embeddings", "1G",
                "chatbrush.mask.lane.encode-threads", "8"));

    TritonConfig triton = config.getConfigMapping(TritonConfig.class);
    assertThat(triton.target()).containsExactly("a:1", "b:2");
    assertThat(triton.refresh()).isEqualTo(Duration.ofSeconds(1));
    ModelCallConfig calls = config.getConfigMapping(ModelCallConfig.class);
    assertThat(calls.decodeTimeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.getConfigMapping(CacheConfig.class).embeddings().asLongValue())
        .isEqualTo(1L << 30);
    assertThat(config.getConfigMapping(LaneConfig.class).encodeThreads()).isEqualTo(8);
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withMapping(TritonConfig.class)
        .withMapping(ModelCallConfig.class)
        .withMapping(CacheConfig.class)
        .withMapping(LaneConfig.class)
        .withDefaultValues(values)
        .build();
  }
}
