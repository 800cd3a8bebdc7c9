package dev.chatbrush.gateway.storage;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while pictures can be written. */
@Readiness
@ApplicationScoped
public class StorageHealth implements HealthCheck {
  private final BlobStore blobs;

  public StorageHealth(BlobStore blobs) {
    this.blobs = blobs;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("pictures").status(blobs.isWritable()).build();
  }
}
