package dev.chatbrush.gateway.status;

import dev.chatbrush.gateway.storage.StorageState;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says how storage is. It stays UP: looking, undo and download go on, and it comes back by itself.
 */
@Readiness
@ApplicationScoped
public class StorageHealth implements HealthCheck {
  private final StorageState state;

  public StorageHealth(StorageState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("storage").up().withData("status", state.now().word()).build();
  }
}
