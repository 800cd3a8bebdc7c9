package dev.chatbrush.gateway.batch;

import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.download.Downloads;
import dev.chatbrush.gateway.download.StoredZip;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.owner.SessionAccess;
import dev.chatbrush.gateway.revision.Recipe;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.WriteConditions;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** One edit on many pictures. */
@Path("/api/batches")
@Tag(name = "Batches")
public class BatchResource {
  private static final String ZIP = "application/zip";
  private static final int RETRY_SECONDS = 2;

  private final BatchService batches;
  private final SessionAccess access;
  private final Downloads downloads;
  private final Json json;

  BatchResource(BatchService batches, SessionAccess access, Downloads downloads, Json json) {
    this.batches = batches;
    this.access = access;
    this.downloads = downloads;
    this.json = json;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "createBatch",
      summary = "Run one edit again on many pictures",
      description =
          "The edit that made a revision ('session', 'revision'), or a 'recipe' as a revision tells"
              + " it; on up to 100 pictures, 512 MB together. Each becomes a session of its own. What"
              + " has begun goes on whatever becomes of the caller, and of this server.")
  @APIResponse(
      responseCode = "201",
      description = "It has begun; Location is its address",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BatchView.class)))
  public RestResponse<BatchView> create(
      @RestForm("image") List<FileUpload> image,
      @RestForm String session,
      @RestForm @Min(1) Integer revision,
      @RestForm String recipe,
      @BeanParam WriteConditions conditions) {
    EditRequest.Replay replay =
        new EditRequest.Replay(
            session == null ? null : access.view(session), revision, recipe(recipe));
    List<BatchIntake.Upload> uploads =
        image.stream()
            .map(file -> new BatchIntake.Upload(file.fileName(), file.uploadedFile(), file.size()))
            .toList();
    Map<String, Object> identity =
        Map.of(
            "replay",
            replay,
            "images",
            uploads.stream().map(one -> one.name() + " " + one.bytes()).toList());
    BatchView begun =
        batches.begin(new Write(null, "batch", identity, conditions), replay, uploads);
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, begun)
        .header("Location", "/api/batches/" + begun.id())
        .build();
  }

  private Recipe recipe(String text) {
    try {
      return text == null ? null : json.read(text, Recipe.class);
    } catch (IllegalStateException e) {
      throw BatchProblems.invalid("'recipe' is JSON as GET /api/sessions/{id} tells it.");
    }
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getBatch",
      summary = "Where a batch stands",
      description = "Retry-After tells that some pictures have no outcome yet.")
  public RestResponse<BatchView> get(@RestPath BatchId id) {
    return shown(BatchView.of(batches.get(id)));
  }

  private static RestResponse<BatchView> shown(BatchView batch) {
    RestResponse.ResponseBuilder<BatchView> reply = RestResponse.ResponseBuilder.ok(batch);
    if (batch.runs()) {
      reply.header("Retry-After", RETRY_SECONDS);
    }
    return reply.build();
  }

  @POST
  @Path("/{id}/cancel")
  @Operation(
      operationId = "cancelBatch",
      summary = "Stop a batch",
      description = "The picture that is worked on stops within one step of its model.")
  public RestResponse<BatchView> cancel(
      @RestPath BatchId id, @BeanParam WriteConditions conditions) {
    return shown(batches.cancel(new Write(null, "cancel-batch", id, conditions), id));
  }

  @GET
  @Path("/{id}/zip")
  @Operation(
      operationId = "downloadBatch",
      summary = "All that a batch has made, as one zip",
      description = "Each as a download gives it, in the format that it came in.")
  @APIResponse(
      responseCode = "200",
      description = "The pictures",
      content =
          @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response zip(@RestPath BatchId id) {
    Batch batch = batches.get(id);
    if (!batch.state().isOver()) {
      throw BatchProblems.running();
    }
    List<SessionId> made =
        batch.pictures().stream()
            .filter(picture -> picture.state() == BatchPicture.State.COMPLETED)
            .map(BatchPicture::session)
            .toList();
    StreamingOutput file =
        out -> {
          StoredZip zip = new StoredZip(out);
          for (SessionId session : made) {
            Downloads.NamedFile picture = downloads.usual(session);
            zip.addBeside(picture.name(), picture.content());
          }
          zip.finish();
        };
    return Response.ok(file, ZIP)
        .header("Cache-Control", "no-store")
        .header("Content-Disposition", "attachment; filename=\"chatbrush-batch.zip\"")
        .build();
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteBatch",
      summary = "Forget a batch that has ended",
      description = "Its sessions stay. After seven days (chatbrush.batch.keep) it goes by itself.")
  @APIResponse(responseCode = "204", description = "It is forgotten")
  public void delete(@RestPath BatchId id) {
    batches.remove(id);
  }
}
