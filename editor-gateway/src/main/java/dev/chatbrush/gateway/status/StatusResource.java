package dev.chatbrush.gateway.status;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How things are. */
@Path("/api/status")
@Tag(name = "Status")
public class StatusResource {
  private final StatusMonitor monitor;

  StatusResource(StatusMonitor monitor) {
    this.monitor = monitor;
  }

  @GET
  @Operation(
      operationId = "getStatus",
      summary = "What works now",
      description =
          "Degraded: no new masks or edits; history and download go on. Storage that is full takes"
              + " nothing new; read-only, it takes no undo either.")
  public StatusView status() {
    return monitor.status();
  }
}
