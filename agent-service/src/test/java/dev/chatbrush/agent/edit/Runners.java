package dev.chatbrush.agent.edit;

import dev.chatbrush.agent.Configs;
import dev.chatbrush.agent.catalogue.GuardedTriton;
import dev.chatbrush.agent.catalogue.ToolCatalogue;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;

/** Tool runners without the container. */
final class Runners {
  private static final MemorySize SHARED = new MemorySize(BigInteger.valueOf(1 << 24));

  private Runners() {}

  static ToolRunner of(
      ModelCatalogue models,
      InferenceClient client,
      MeterRegistry meters,
      Duration deadline,
      int concurrent) {
    return new ToolRunner(
        new ToolCatalogue(models, client, Configs.triton()),
        new GuardedTriton(client, Configs.triton(), () -> SHARED, 9102),
        new PictureStore(1 << 26),
        new ToolMeter(meters),
        config(deadline, concurrent),
        new Random(42));
  }

  private static ToolConfig config(Duration deadline, int concurrent) {
    return new ToolConfig() {
      @Override
      public Duration deadline() {
        return deadline;
      }

      @Override
      public double memory() {
        return 0.6;
      }

      @Override
      public int concurrent() {
        return concurrent;
      }

      @Override
      public int waiting() {
        return 0;
      }

      @Override
      public int perOwner() {
        return 100;
      }

      @Override
      public Duration drain() {
        return Duration.ZERO;
      }

      @Override
      public MemorySize pictureCache() {
        return new MemorySize(BigInteger.valueOf(1 << 26));
      }
    };
  }
}
