package dev.chatbrush.gateway.status;

import dev.chatbrush.calls.WarmUp;
import dev.chatbrush.gateway.api.Rehearsal;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every feature was rehearsed, or when that takes too long. */
@Readiness
@ApplicationScoped
public class WarmStart implements HealthCheck {
  private final List<Rehearsal> rehearsals;
  private final WarmUpConfig config;
  private volatile WarmUp warmUp;

  public WarmStart(@All List<Rehearsal> rehearsals, WarmUpConfig config) {
    this.rehearsals = rehearsals;
    this.config = config;
  }

  void begin(@Observes StartupEvent started) {
    warmUp = WarmUp.start(config.longest(), rehearsals);
  }

  @Override
  public HealthCheckResponse call() {
    WarmUp running = warmUp;
    return HealthCheckResponse.named("warm-up").status(running != null && running.isOver()).build();
  }
}
