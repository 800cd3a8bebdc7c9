package dev.chatbrush.gateway.selection;

import dev.chatbrush.gateway.api.ServerTiming;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.telemetry.Meters;
import dev.chatbrush.gateway.telemetry.Stopwatch;
import dev.chatbrush.gateway.write.WriteConditions;
import dev.chatbrush.imaging.mask.MaskPng;
import dev.chatbrush.imaging.mask.OverlayPng;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What is selected on the head. */
@Path("/api/sessions/{id}/selection")
@Tag(name = "Selection")
public class SelectionResource {
  private static final String CONTOURS =
      "Adds the outline as an SVG path, to be filled by the even-odd rule";

  private final SelectionService selections;
  private final SpentSelections spent;
  private final Stopwatch stopwatch;
  private final ServerTiming timing;

  SelectionResource(
      SelectionService selections,
      SpentSelections spent,
      Stopwatch stopwatch,
      ServerTiming timing) {
    this.selections = selections;
    this.spent = spent;
    this.stopwatch = stopwatch;
    this.timing = timing;
  }

  @PUT
  @Operation(
      operationId = "putSelection",
      summary = "Select by points, a box or strokes",
      description =
          "Send the whole drawing each time. Server-Timing holds the parts of the time taken. An"
              + " older sequence than the last seen answers 409 SELECTION_STALE.")
  public SelectionView select(
      @RestPath SessionId id,
      @Valid @NotNull SelectionInput input,
      @Parameter(description = CONTOURS) @RestQuery @DefaultValue("false") boolean contours,
      @BeanParam WriteConditions conditions) {
    SelectionView selection =
        stopwatch.time(
            Meters.SELECTION,
            () -> selections.select(id, input, conditions),
            () -> new String[] {"start", start()});
    return contours ? selection.outlined() : selection;
  }

  /** Whether it had to wait until its picture was encoded; "none" where no model was asked. */
  private String start() {
    if (timing.has("encode")) {
      return "cold";
    }
    return timing.has("model") ? "warm" : "none";
  }

  @GET
  @Operation(operationId = "getSelection", summary = "What is selected")
  public SelectionView get(
      @RestPath SessionId id,
      @Parameter(description = CONTOURS) @RestQuery @DefaultValue("false") boolean contours) {
    SelectionView selection = selections.get(id);
    return contours ? selection.outlined() : selection;
  }

  @POST
  @Path("/look")
  @Operation(
      operationId = "lookAtSelection",
      summary = "The mask of a drawing without selecting it",
      description =
          "For a preview under the pointer; of several looks only the newest is answered.")
  public SelectionView look(@RestPath SessionId id, @Valid @NotNull SelectionInput input) {
    return selections.look(id, input);
  }

  @PUT
  @Path("/again")
  @Operation(
      operationId = "putSelectionAgain",
      summary = "Select what was selected for the last edit",
      description =
          "Each edit spends its selection. 404 SELECTION_NOT_FOUND where none had one, and where the"
              + " picture was cropped, turned or scaled since.")
  public SelectionView again(@RestPath SessionId id, @BeanParam WriteConditions conditions) {
    return spent.again(id, conditions);
  }

  @DELETE
  @Operation(operationId = "deleteSelection", summary = "Select nothing")
  public void clear(
      @RestPath SessionId id,
      @RestQuery
          @Parameter(
              description =
                  "The client's number, told with the event; what is selected under a higher one stays")
          Long sequence,
      @BeanParam WriteConditions conditions) {
    selections.clear(id, sequence, conditions);
  }

  @GET
  @Path("/mask.png")
  @Produces("image/png")
  @Operation(operationId = "getSelectionMask", summary = "The mask as 8-bit gray PNG")
  public Response png(@RestPath SessionId id) {
    return Response.ok(MaskPng.encode(selections.mask(id)))
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @Path("/overlay.png")
  @Produces("image/png")
  @Operation(
      operationId = "getSelectionOverlay",
      summary = "The mask as a coloured PNG to lay over the picture")
  public Response overlay(
      @RestPath SessionId id,
      @Parameter(description = "RRGGBB, a # before it is fine", example = "e0218a")
          @RestQuery
          @DefaultValue("e0218a")
          @Pattern(regexp = "#?[0-9a-fA-F]{6}", message = "must be RRGGBB, such as e0218a")
          String color,
      @RestQuery @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1") double opacity) {
    int rgb = Integer.parseInt(color.replace("#", ""), 16);
    byte[] png = OverlayPng.encode(selections.mask(id), rgb, opacity);
    return Response.ok(png).header("Cache-Control", "no-store").build();
  }

  @PUT
  @Path("/mask.png")
  @Consumes("image/png")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putSelectionMask",
      summary = "Select by an own mask: a PNG of the picture's size, white is selected")
  public SelectionView upload(
      @RestPath SessionId id, byte[] png, @BeanParam WriteConditions conditions) {
    return selections.upload(id, png, conditions);
  }

  @PUT
  @Path("/rle")
  @Operation(
      operationId = "putSelectionRle",
      summary = "Select by an own mask, as the run lengths that selections are told in")
  public SelectionView upload(
      @RestPath SessionId id, @Valid @NotNull RleView rle, @BeanParam WriteConditions conditions) {
    return selections.upload(id, rle, conditions);
  }
}
