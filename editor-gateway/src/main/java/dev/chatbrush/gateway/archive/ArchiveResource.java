package dev.chatbrush.gateway.archive;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.download.DownloadName;
import dev.chatbrush.gateway.owner.Own;
import dev.chatbrush.gateway.session.SessionResource;
import dev.chatbrush.gateway.session.SessionService;
import dev.chatbrush.gateway.session.SessionView;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.WriteConditions;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
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

/** A whole session as one file, out and in again. */
@Path("/api/sessions")
@Tag(name = "Sessions")
public class ArchiveResource {
  private static final String ZIP = "application/zip";

  private final ArchiveService archives;
  private final ArchiveWriter writer;
  private final SessionService sessions;

  ArchiveResource(ArchiveService archives, ArchiveWriter writer, SessionService sessions) {
    this.archives = archives;
    this.writer = writer;
    this.sessions = sessions;
  }

  @GET
  @Path("/{id}/export")
  @Operation(
      operationId = "exportSession",
      summary = "A whole session as one file",
      description =
          "A zip with all revisions, masks, recipes, the selection, added pictures and the chat, and"
              + " what the uploaded file told of its camera and place. docs/session-archive.md says"
              + " what is in it.")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response export(@RestPath @Own SessionId id) {
    Manifest manifest = archives.manifest(id);
    StreamingOutput file = out -> writer.write(manifest, out);
    return Response.ok(file, ZIP)
        .header("Cache-Control", "no-store")
        .header("Content-Disposition", DownloadName.attachment(manifest.name(), "chatbrush.zip"))
        .build();
  }

  @POST
  @Path("/import")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "importSession",
      summary = "A session from such a file",
      description =
          "A new session with ids of its own. Names, sizes and hashes are checked, and that each"
              + " picture is what the manifest says; where anything is wrong there is no session."
              + " 512 MB at most (chatbrush.access.body.large).")
  @APIResponse(
      responseCode = "201",
      description = "The session; Location is its address",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  public RestResponse<SessionView> add(
      @RestForm("file") FileUpload file, @BeanParam WriteConditions conditions) {
    boolean there = file != null && file.fileName() != null;
    // Hashing so much only to compare is not worth it: the same key with a file of that size.
    Object identity = there ? Map.of("name", file.fileName(), "bytes", file.size()) : Map.of();
    Write write = new Write(null, "import", identity, conditions);
    SessionId session = archives.add(write, there ? file.uploadedFile() : null);
    return SessionResource.created(sessions.get(session));
  }
}
