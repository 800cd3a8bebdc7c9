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

  private final Figures figures;

  StatusResource(StatusMonitor monitor, Figures figures) {
    this.monitor = monitor;
    this.figures = figures;
  }

  @GET
  @Path("/figures")
  @Operation(
      operationId = "getFigures",
      summary = "How long things took",
      description = "Counts and sums since the start; their differences over time make a plot.")
  public FiguresView figures() {
    return figures.now();
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
