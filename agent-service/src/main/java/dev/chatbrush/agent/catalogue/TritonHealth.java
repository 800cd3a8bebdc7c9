package dev.chatbrush.agent.catalogue;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether Triton answers, and stays UP when it does not: plans still work, and a restart of
 * this service would not bring Triton back.
 */
@Readiness
final class TritonHealth implements HealthCheck {
  private final ToolCatalogue catalogue;

  TritonHealth(ToolCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("tools")
        .withData("triton", catalogue.available() ? "up" : "down")
        .withData("tools", catalogue.snapshot().tools().size())
        .up()
        .build();
  }
}
