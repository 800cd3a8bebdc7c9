package dev.chatbrush.gateway.selection;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.telemetry.Meters;
import dev.chatbrush.gateway.telemetry.Stopwatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What is selected on the head. */
@Path("/api/sessions/{id}/selection")
@Tag(name = "Selection")
public class SelectionResource {
  private final SelectionService selections;
  private final Stopwatch stopwatch;

  SelectionResource(SelectionService selections, Stopwatch stopwatch) {
    this.selections = selections;
    this.stopwatch = stopwatch;
  }

  @PUT
  @Operation(
      operationId = "putSelection",
      summary = "Select by points, a box or strokes",
      description =
          "Send the whole drawing each time. Server-Timing holds the parts of the time taken. An"
              + " older sequence than the last seen answers 409 SELECTION_STALE.")
  public SelectionView select(@RestPath SessionId id, @Valid @NotNull SelectionInput input) {
    return stopwatch.time(Meters.SELECTION, () -> selections.select(id, input));
  }

  @GET
  @Operation(operationId = "getSelection", summary = "What is selected")
  public SelectionView get(@RestPath SessionId id) {
    return selections.get(id);
  }

  @DELETE
  @Operation(operationId = "deleteSelection", summary = "Select nothing")
  public void clear(@RestPath SessionId id) {
    selections.clear(id);
  }

  @GET
  @Path("/mask.png")
  @Produces("image/png")
  @Operation(operationId = "getSelectionMask", summary = "The mask as 8-bit gray PNG")
  public Response png(@RestPath SessionId id) {
    return Response.ok(selections.png(id)).header("Cache-Control", "no-store").build();
  }

  @PUT
  @Path("/mask.png")
  @Consumes("image/png")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putSelectionMask",
      summary = "Select by an own mask: a PNG of the picture's size, white is selected")
  public SelectionView upload(@RestPath SessionId id, byte[] png) {
    return selections.upload(id, png);
  }
}
