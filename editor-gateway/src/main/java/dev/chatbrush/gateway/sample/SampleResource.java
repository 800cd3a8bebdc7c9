package dev.chatbrush.gateway.sample;

import dev.chatbrush.gateway.session.SessionResource;
import dev.chatbrush.gateway.session.SessionService;
import dev.chatbrush.gateway.session.SessionView;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.WriteConditions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Photos to begin with. */
@Path("/api/samples")
@Tag(name = "Sessions")
public class SampleResource {
  private static final String NAME = "[a-z0-9-]{1,64}";

  private final Samples samples;
  private final SessionService sessions;

  SampleResource(Samples samples, SessionService sessions) {
    this.samples = samples;
    this.sessions = sessions;
  }

  @GET
  @Operation(operationId = "getSamples", summary = "Photos that come with the server")
  public List<SampleView> list() {
    return samples.list();
  }

  @GET
  @Path("/{id}/image")
  @Produces("image/jpeg")
  @Operation(operationId = "getSampleImage", summary = "A sample's picture")
  public Response image(
      @Parameter(schema = @Schema(implementation = String.class, pattern = NAME)) @RestPath
          String id,
      @Parameter(description = "Longest side in pixels, at least; the file itself without")
          @RestQuery
          @Min(1)
          @Max(12_000)
          Integer maxSide) {
    Sample sample = samples.get(id);
    return Response.ok(maxSide == null ? samples.bytes(sample) : samples.bytes(sample, maxSide))
        .header("Cache-Control", "public, max-age=86400")
        .build();
  }

  @POST
  @Path("/{id}/sessions")
  @Operation(operationId = "openSample", summary = "Begin a session with a sample")
  @APIResponse(
      responseCode = "201",
      description = "The session; Location is its address",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  public RestResponse<SessionView> open(
      @Parameter(schema = @Schema(implementation = String.class, pattern = NAME)) @RestPath
          String id,
      @BeanParam WriteConditions conditions) {
    Sample sample = samples.get(id);
    Write write = new Write(null, "sample", id, conditions);
    return SessionResource.created(sessions.create(write, sample.file(), samples.bytes(sample)));
  }
}
