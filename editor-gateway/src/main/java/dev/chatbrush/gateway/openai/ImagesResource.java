package dev.chatbrush.gateway.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatbrush.gateway.api.Json;
import dev.chatbrush.gateway.api.ProblemMapper;
import dev.chatbrush.gateway.chat.SpokenEdits;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.revision.RevisionView;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Edits as OpenAI's SDKs ask for them. */
@Path("/v1/images")
@Tag(name = "OpenAI")
public class ImagesResource {
  private static final String DOOR = "/v1/images/edits";

  /** Where the session can be gone on with. */
  private static final String SESSION = "Chatbrush-Session";

  private final ImageEdits edits;
  private final SpokenEdits spoken;
  private final EditedImages images;
  private final Json json;

  ImagesResource(ImageEdits edits, SpokenEdits spoken, EditedImages images, Json json) {
    this.edits = edits;
    this.spoken = spoken;
    this.images = images;
    this.json = json;
  }

  @POST
  @Path("/edits")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "openAiImageEdit",
      summary = "Edit a picture in one call",
      description =
          "As OpenAI's images.edit: image (the first is edited, further ones are looked at), mask"
              + " (fully transparent where the picture may change), prompt in English or Korean, n"
              + " up to 4, size (the result is made smaller to fit, never cropped), output_format,"
              + " output_compression, response_format, stream with partial_images, and seed. model"
              + " is a tool of GET /v1/models, or auto. What else OpenAI knows is taken and means"
              + " nothing. The header Chatbrush-Session tells the session, which stays.")
  @APIResponse(
      responseCode = "200",
      description = "The results; with stream server-sent events",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = EditedImages.Images.class)),
        @Content(mediaType = MediaType.SERVER_SENT_EVENTS)
      })
  public Response edit(
      @Valid @BeanParam EditForm form, @Context UriInfo address, @Context RoutingContext call) {
    ImageEdits.Begun begun = edits.begin(form);
    Response.ResponseBuilder reply =
        form.stream
            ? Response.ok(streamed(begun, form, call), MediaType.SERVER_SENT_EVENTS)
                .header("X-Accel-Buffering", "no")
            : waited(begun, form, address, call);
    return reply.header(SESSION, begun.session().value()).build();
  }

  private Response.ResponseBuilder waited(
      ImageEdits.Begun begun, EditForm form, UriInfo address, RoutingContext call) {
    EditOutcome outcome =
        spoken.run(
            begun.session(), begun.request(), (step, total) -> {}, () -> call.response().closed());
    if (outcome.problem() != null) {
      return Response.fromResponse(ProblemMapper.response(outcome.problem().at(DOOR)));
    }
    List<RevisionView> made = EditedImages.of(outcome);
    return "url".equals(form.responseFormat)
        ? Response.ok(
            images.links(made, form, address.getBaseUri().toString()), MediaType.APPLICATION_JSON)
        : Response.ok(files(begun, form, made), MediaType.APPLICATION_JSON);
  }

  /** One file after the other: four of forty megapixels would not fit into memory at once. */
  private StreamingOutput files(ImageEdits.Begun begun, EditForm form, List<RevisionView> made) {
    ImageFile first = images.file(begun.session(), made.get(0), form); // it may fail yet
    return out -> {
      try (JsonGenerator reply = json.writer(out)) {
        reply.writeStartObject();
        reply.writeNumberField("created", images.created());
        first.describe(reply);
        reply.writeArrayFieldStart("data");
        for (RevisionView one : made) {
          reply.writeStartObject();
          ImageFile file = one == made.get(0) ? first : images.file(begun.session(), one, form);
          file.write(reply);
          reply.writeEndObject();
        }
        reply.writeEndArray();
        reply.writeEndObject();
      }
    };
  }

  private StreamingOutput streamed(ImageEdits.Begun begun, EditForm form, RoutingContext call) {
    return out ->
        new EditStream(out, json, images, form).run(spoken, begun, () -> call.response().closed());
  }
}
