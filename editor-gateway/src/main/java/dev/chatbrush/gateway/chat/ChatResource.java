package dev.chatbrush.gateway.chat;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.ProblemMapper;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.edit.Planner;
import dev.chatbrush.gateway.event.SseFrames;
import dev.chatbrush.gateway.journal.EditOutcome;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Sentences, and the edits that they start. */
@Path("/api/sessions/{id}")
@Tag(name = "Chat")
public class ChatResource {
  private static final Pattern RESPOND_ASYNC = Pattern.compile("(?i)(^|[,\\s])respond-async\\b");

  private final ChatService chat;
  private final Planner planner;
  private final SseFrames frames;

  ChatResource(ChatService chat, Planner planner, SseFrames frames) {
    this.chat = chat;
    this.planner = planner;
    this.frames = frames;
  }

  /** What to plan. */
  @Schema(name = "PlanRequest", example = "{\"text\": \"make it winter\"}")
  public record PlanText(@NotBlank @Size(max = 2000) String text) {}

  @POST
  @Path("/plan")
  @Operation(operationId = "plan", summary = "What a message means; nothing runs")
  public Plan plan(@RestPath SessionId id, @Valid @NotNull PlanText body) {
    return planner.preview(id, body.text());
  }

  @POST
  @Path("/messages")
  @Blocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "postMessage",
      summary = "Say something and wait for the outcome",
      description =
          "With Accept: text/event-stream the events come as they happen: accepted, plan, step,"
              + " progress, preview, revision, head, message, question, problem, done. A client"
              + " that goes away does not stop the edit. The same Idempotency-Key with the same"
              + " body gives the same outcome and runs nothing twice. With Prefer: respond-async"
              + " (RFC 7240) the answer comes at once, and the events by /events.")
  @APIResponse(
      responseCode = "202",
      description = "It has begun (Prefer: respond-async)",
      content = @Content(schema = @Schema(implementation = Begun.class)))
  @APIResponse(
      responseCode = "200",
      description = "The outcome, or the events",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = EditOutcome.class)),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema = @Schema(implementation = String.class))
      })
  public Uni<Response> message(
      @RestPath SessionId id,
      @Valid @NotNull EditRequest body,
      @RestHeader("Idempotency-Key") String key,
      @RestHeader("Prefer") String prefer) {
    EditHandle edit = chat.start(id, body, checked(key));
    return prefer != null && RESPOND_ASYNC.matcher(prefer).find()
        ? Uni.createFrom().item(begun(edit))
        : Uni.createFrom().completionStage(edit.outcome()).map(ChatResource::reply);
  }

  /** What a message answers to who does not wait. */
  @Schema(name = "BegunEdit")
  public record Begun(String editId) {}

  private static Response begun(EditHandle edit) {
    return Response.accepted(new Begun(edit.editId()))
        .header("Preference-Applied", "respond-async")
        .build();
  }

  @POST
  @Path("/messages")
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> messageEvents(
      @RestPath SessionId id,
      @Valid @NotNull EditRequest body,
      @RestHeader("Idempotency-Key") String key) {
    return frames.of(chat.start(id, body, checked(key)).events());
  }

  private static Response reply(EditOutcome outcome) {
    Problem problem = outcome.problem();
    return problem == null
        ? Response.ok(outcome).build()
        : ProblemMapper.response(problem.with("editId", outcome.editId()));
  }

  private static String checked(String key) {
    if (key != null && !key.matches("[\\x21-\\x7e]{1,128}")) {
      throw new EditorException(
          ProblemCode.IDEMPOTENCY_KEY_INVALID,
          "An Idempotency-Key has 1 to 128 printable ASCII characters without spaces.");
    }
    return key;
  }

  /** What a cancel answers. */
  @Schema(name = "CancelledEdit")
  public record Cancelled(String editId, String state) {}

  @POST
  @Path("/edits/{editId}/cancel")
  @Operation(
      operationId = "cancelEdit",
      summary = "Stop an edit within one step of its model",
      description = "Nothing of the running step is stored. The edit's events end with done.")
  @APIResponse(
      responseCode = "202",
      description = "It is being stopped",
      content = @Content(schema = @Schema(implementation = Cancelled.class)))
  public Response cancel(@RestPath SessionId id, @RestPath String editId) {
    chat.cancel(id, editId);
    return Response.accepted(new Cancelled(editId, "cancelling")).build();
  }

  @GET
  @Path("/edits/{editId}/preview")
  @Produces("image/jpeg")
  @Operation(operationId = "getPreview", summary = "A preview of a running edit")
  public Response preview(
      @RestPath SessionId id,
      @RestPath String editId,
      @RestQuery @DefaultValue("0") @Min(0) int step) {
    return Response.ok(chat.preview(id, editId, step)).header("Cache-Control", "no-store").build();
  }
}
