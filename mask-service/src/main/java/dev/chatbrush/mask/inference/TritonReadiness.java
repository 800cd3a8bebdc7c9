package dev.chatbrush.mask.inference;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up whenever the service runs: without Triton it still draws strokes. Its data tells the rest. */
@Readiness
@ApplicationScoped
public class TritonReadiness implements HealthCheck {
  private final SegmentModelSource models;

  public TritonReadiness(SegmentModelSource models) {
    this.models = models;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("mask-service")
        .up()
        .withData("triton", models.isReady() ? "up" : "down")
        .withData("message", models.message())
        .build();
  }
}
