package dev.chatbrush.gateway.revision;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.EntityTag;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.imaging.codec.file.ImageFormat;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Pictures and masks of revisions. They never change, so that they may be kept for good. */
@Path("/api/sessions/{id}")
@Tag(name = "Pictures")
public class RevisionResource {
  private static final String MAX_SIDE = "12000";

  private final HistoryService histories;
  private final Variants variants;

  RevisionResource(HistoryService histories, Variants variants) {
    this.histories = histories;
    this.variants = variants;
  }

  @GET
  @Path("/revisions/{number}/image")
  @Operation(
      operationId = "getRevisionImage",
      summary = "The picture of a revision",
      description =
          "PNG as stored, or JPEG or WebP by Accept or format. maxSide scales it down. The strong"
              + " ETag answers If-None-Match with 304.")
  @APIResponse(
      responseCode = "200",
      description = "The picture",
      content = {
        @Content(mediaType = "image/png"),
        @Content(mediaType = "image/jpeg"),
        @Content(mediaType = "image/webp")
      })
  @APIResponse(responseCode = "304", description = "The client has it")
  public Response image(
      @RestPath SessionId id,
      @RestPath int number,
      @Parameter(
              description = "Goes before Accept",
              schema =
                  @Schema(
                      implementation = String.class,
                      enumeration = {"png", "jpeg", "jpg", "webp"}))
          @RestQuery
          String format,
      @Parameter(description = "Longest side in pixels; as stored without", example = "512")
          @RestQuery
          @Min(1)
          @Max(12_000)
          Integer maxSide,
      @HeaderParam("Accept") String accept,
      @HeaderParam("If-None-Match") String ifNoneMatch) {
    Revision revision = histories.get(id).revision(number);
    ImageFormat chosen = FormatChoice.choose(format, accept);
    Variant variant = new Variant(revision.image(), chosen, maxSide == null ? 0 : maxSide);
    return reply(variant, ifNoneMatch).header("Vary", "Accept").build();
  }

  @GET
  @Path("/revisions/{number}/mask.png")
  @Operation(
      operationId = "getRevisionMask",
      summary = "The mask that an edit was locked to",
      description =
          "8-bit gray PNG of the picture's size; outside it no byte of the picture changed.")
  @APIResponse(
      responseCode = "200",
      description = "The mask",
      content = @Content(mediaType = "image/png"))
  public Response mask(
      @RestPath SessionId id,
      @RestPath int number,
      @HeaderParam("If-None-Match") String ifNoneMatch) {
    Revision revision = histories.get(id).revision(number);
    if (revision.grownMask() == null) {
      throw new EditorException(
          ProblemCode.MASK_MISSING,
          "Revision %d was made without a mask: it changed the whole picture.".formatted(number));
    }
    return reply(new Variant(revision.grownMask(), ImageFormat.PNG, 0), ifNoneMatch).build();
  }

  private Response.ResponseBuilder reply(Variant variant, String ifNoneMatch) {
    Response.ResponseBuilder reply =
        EntityTag.isKnown(ifNoneMatch, variant.etag())
            ? Response.notModified()
            : Response.ok(variants.bytes(variant), variant.format().mediaType());
    return reply
        .header("ETag", variant.etag())
        .header("Cache-Control", "private, max-age=31536000, immutable");
  }
}
