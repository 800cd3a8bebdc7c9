package dev.chatbrush.gateway.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chatbrush.gateway.agent.Plan;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.ProblemMapper;
import dev.chatbrush.gateway.api.ServerTiming;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditRequest;
import dev.chatbrush.gateway.edit.Planner;
import dev.chatbrush.gateway.event.SseFrames;
import dev.chatbrush.gateway.journal.EditOutcome;
import dev.chatbrush.gateway.owner.SessionAccess;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.WriteConditions;
import dev.chatbrush.gateway.write.Writes;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Sentences, and the edits that they start. */
@Path("/api/sessions/{id}")
@Tag(name = "Chat")
public class ChatResource {
  /** When to look again whether an edit has ended. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final ChatService chat;
  private final Planner planner;
  private final Patience patience;
  private final Writes writes;
  private final SessionAccess access;
  private final SseFrames frames;
  private final ServerTiming timing;

  ChatResource(
      ChatService chat,
      Planner planner,
      Patience patience,
      Writes writes,
      SessionAccess access,
      SseFrames frames,
      ServerTiming timing) {
    this.chat = chat;
    this.planner = planner;
    this.patience = patience;
    this.writes = writes;
    this.access = access;
    this.frames = frames;
    this.timing = timing;
  }

  /** What to plan. */
  @Schema(name = "PlanRequest", example = "{\"text\": \"make it winter\"}")
  public record PlanText(
      @NotNull
          @Size(max = 2000)
          @Pattern(regexp = EditRequest.TEXT, message = EditRequest.TEXT_RULE)
          String text,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = EditRequest.MOST_REFERENCES)
          List<@NotNull @Pattern(regexp = EditRequest.HASH) String> references) {
    public PlanText {
      references = references == null ? List.of() : List.copyOf(references);
    }
  }

  @POST
  @Path("/plan")
  @Operation(operationId = "plan", summary = "What a message means; nothing runs")
  public Plan plan(
      @RestPath SessionId id,
      @Valid @NotNull PlanText body,
      @BeanParam WriteConditions conditions) {
    return writes.answerOnce(
        new Write(id, "plan", body, conditions),
        Plan.class,
        () -> planner.preview(id, body.text(), body.references()));
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
              + " that goes away does not stop the edit. With Prefer: respond-async (RFC 7240) the"
              + " answer comes at once, with Prefer: wait=N after N seconds, and without it after"
              + " chatbrush.chat.patience: 202, and the outcome is at Location.")
  @APIResponse(
      responseCode = "202",
      description = "It has begun and goes on; Location is where its outcome will be",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BegunEdit.class)))
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
      @BeanParam WriteConditions conditions,
      @RestHeader("Prefer") List<String> prefer,
      @Context HttpHeaders headers) {
    requireJson(headers);
    EditHandle edit = chat.start(write(id, body, conditions), body);
    Preference preference = Preference.of(prefer);
    return patience
        .await(edit.outcome(), preference)
        .map(
            outcome ->
                outcome
                    .map(ended -> ended(ended, edit))
                    .orElseGet(() -> begun(id, edit, preference)));
  }

  /** Where two methods answer, REST takes one of them for any other type that is asked for. */
  private static void requireJson(HttpHeaders headers) {
    if (headers.getAcceptableMediaTypes().stream()
        .noneMatch(MediaType.APPLICATION_JSON_TYPE::isCompatible)) {
      throw new NotAcceptableException();
    }
  }

  /** What a body names is no parameter, so it is asked for here. */
  private Write write(SessionId id, EditRequest body, WriteConditions conditions) {
    body.looksInto().ifPresent(other -> access.view(other.value()));
    return new Write(id, "message", body, conditions);
  }

  private Response begun(SessionId session, EditHandle edit, Preference preference) {
    Response.ResponseBuilder reply =
        Response.accepted(new BegunEdit(edit.editId()))
            .header("Location", "/api/sessions/%s/edits/%s".formatted(session, edit.editId()))
            .header("Retry-After", RETRY_AFTER.toSeconds());
    preference
        .applied(patience.longest())
        .ifPresent(applied -> reply.header("Preference-Applied", applied));
    return reply.build();
  }

  @POST
  @Path("/messages")
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> messageEvents(
      @RestPath SessionId id,
      @Valid @NotNull EditRequest body,
      @BeanParam WriteConditions conditions) {
    return frames.of(chat.start(write(id, body, conditions), body).events());
  }

  private Response ended(EditOutcome outcome, EditHandle edit) {
    timing.add(edit.timings().get());
    return reply(outcome);
  }

  private static Response reply(EditOutcome outcome) {
    Problem problem = outcome.problem();
    return problem == null
        ? Response.ok(outcome).build()
        : ProblemMapper.response(problem.with("editId", outcome.editId()));
  }
}
