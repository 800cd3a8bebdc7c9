package dev.chatbrush.gateway.session;

import dev.chatbrush.gateway.api.EntityTag;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.reference.ReferenceService;
import dev.chatbrush.gateway.reference.ReferenceView;
import dev.chatbrush.gateway.revision.FormatChoice;
import dev.chatbrush.gateway.revision.Variant;
import dev.chatbrush.gateway.revision.Variants;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.WriteConditions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Pictures that edits look at beside the one that they change. */
@Path("/api/sessions/{id}/references")
@Tag(name = "Pictures")
public class ReferenceResource {
  private final Uploads uploads;
  private final ReferenceService references;
  private final Variants variants;

  ReferenceResource(Uploads uploads, ReferenceService references, Variants variants) {
    this.uploads = uploads;
    this.references = references;
    this.variants = variants;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "addReference",
      summary = "Add a picture for edits to look at",
      description =
          "As a session's picture is uploaded. A message names it in references by the SHA-256 that"
              + " this answers; the same picture twice is one.")
  @APIResponse(
      responseCode = "201",
      description = "The picture as it is kept",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ReferenceView.class)))
  public RestResponse<ReferenceView> add(
      @RestPath SessionId id,
      @RestForm("image") FileUpload image,
      @BeanParam WriteConditions conditions) {
    ReferenceView added =
        uploads.take(
            image,
            upload ->
                references.add(
                    new Write(id, "reference", upload.identity(), conditions), upload.content()));
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, added)
        .header("Location", added.imageUrl())
        .build();
  }

  @GET
  @Operation(operationId = "getReferences", summary = "The pictures that edits may look at")
  public List<ReferenceView> list(@RestPath SessionId id) {
    return references.list(id);
  }

  @GET
  @Path("/{reference}/image")
  @Operation(operationId = "getReferenceImage", summary = "Such a picture")
  @APIResponse(
      responseCode = "200",
      description = "The picture; PNG as stored, or JPEG or WebP by Accept",
      content = {
        @Content(mediaType = "image/png"),
        @Content(mediaType = "image/jpeg"),
        @Content(mediaType = "image/webp")
      })
  public Response image(
      @RestPath SessionId id,
      @RestPath String reference,
      @RestQuery @Min(1) @Max(12_000) Integer maxSide,
      @HeaderParam("Accept") String accept,
      @HeaderParam("If-None-Match") String ifNoneMatch) {
    Variant variant =
        new Variant(
            references.find(id, reference),
            FormatChoice.choose(null, accept),
            maxSide == null ? 0 : maxSide);
    Response.ResponseBuilder reply =
        EntityTag.isKnown(ifNoneMatch, variant.etag())
            ? Response.notModified()
            : Response.ok(variants.bytes(variant), variant.format().mediaType());
    return reply
        .header("ETag", variant.etag())
        .header("Cache-Control", "private, max-age=31536000, immutable")
        .header("Vary", "Accept")
        .build();
  }
}
