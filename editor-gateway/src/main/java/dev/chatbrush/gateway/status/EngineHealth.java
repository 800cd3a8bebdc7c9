package dev.chatbrush.gateway.status;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says how the services behind this one are. It stays UP when they are not: undo and download go
 * on, and taking all gateways out at once would help nobody.
 */
@Readiness
@ApplicationScoped
public class EngineHealth implements HealthCheck {
  private final StatusMonitor monitor;

  public EngineHealth(StatusMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public HealthCheckResponse call() {
    StatusView now = monitor.status();
    return HealthCheckResponse.named("engine")
        .up()
        .withData("status", now.status())
        .withData("mask", now.parts().mask())
        .withData("agent", now.parts().agent())
        .withData("triton", now.parts().triton())
        .build();
  }
}
