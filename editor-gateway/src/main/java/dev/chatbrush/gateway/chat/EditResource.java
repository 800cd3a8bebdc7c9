package dev.chatbrush.gateway.chat;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.WriteConditions;
import dev.chatbrush.gateway.write.Writes;
import dev.chatbrush.imaging.codec.ImageDecoder;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Edits that have begun. */
@Path("/api/sessions/{id}/edits/{editId}")
@Tag(name = "Chat")
public class EditResource {
  private final KnownEdits edits;
  private final Patience patience;
  private final Writes writes;

  EditResource(KnownEdits edits, Patience patience, Writes writes) {
    this.edits = edits;
    this.patience = patience;
    this.writes = writes;
  }

  @GET
  @Blocking
  @Operation(
      operationId = "getEdit",
      summary = "Where an edit stands, and its outcome once it has one",
      description =
          "The outcome is what the message was or would have been answered with. With Prefer: wait=N"
              + " (RFC 7240) the reply comes at the edit's end, or after N seconds; Retry-After tells"
              + " that it still runs.")
  public Uni<RestResponse<EditView>> get(
      @RestPath SessionId id, @RestPath String editId, @RestHeader("Prefer") List<String> prefer) {
    EditView now = edits.get(id, editId);
    Preference preference = Preference.of(prefer);
    Optional<String> applied = preference.applied(patience.longest());
    if (!now.runs() || preference.waiting().isEmpty()) {
      return Uni.createFrom().item(shown(now, applied));
    }
    return patience
        .await(edits.ended(id, editId), preference)
        .map(ended -> shown(ended.orElse(now), applied));
  }

  private static RestResponse<EditView> shown(EditView edit, Optional<String> applied) {
    RestResponse.ResponseBuilder<EditView> reply = RestResponse.ResponseBuilder.ok(edit);
    if (edit.runs()) {
      reply.header("Retry-After", ChatResource.RETRY_AFTER.toSeconds());
    }
    applied.ifPresent(preference -> reply.header("Preference-Applied", preference));
    return reply.build();
  }

  /** What a cancel answers. */
  @Schema(name = "CancelledEdit")
  public record Cancelled(String editId, String state) {}

  @POST
  @Path("/cancel")
  @ResponseStatus(202)
  @APIResponse(
      responseCode = "202",
      description = "It is being stopped",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Cancelled.class)))
  @Operation(
      operationId = "cancelEdit",
      summary = "Stop an edit within one step of its model",
      description = "Nothing of the running step is stored. The edit's events end with done.")
  public Cancelled cancel(
      @RestPath SessionId id, @RestPath String editId, @BeanParam WriteConditions conditions) {
    return writes.answerOnce(
        new Write(id, "cancel", editId, conditions),
        Cancelled.class,
        () -> {
          edits.cancel(id, editId, conditions);
          return new Cancelled(editId, "cancelling");
        });
  }

  @GET
  @Path("/preview")
  @Operation(
      operationId = "getPreview",
      summary = "A preview of a running edit",
      description = "JPEG; PNG where it is see-through.")
  @APIResponse(
      responseCode = "200",
      description = "The preview",
      content = {@Content(mediaType = "image/jpeg"), @Content(mediaType = "image/png")})
  public Response preview(
      @RestPath SessionId id,
      @RestPath String editId,
      @RestQuery @DefaultValue("0") @Min(0) int step) {
    byte[] file = edits.preview(id, editId, step);
    String type = ImageDecoder.readHeader(file).format().mediaType();
    return Response.ok(file, type).header("Cache-Control", "no-store").build();
  }
}
