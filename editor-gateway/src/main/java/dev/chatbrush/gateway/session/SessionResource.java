package dev.chatbrush.gateway.session;

import dev.chatbrush.gateway.api.EntityTag;
import dev.chatbrush.gateway.api.Problem;
import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.edit.EditEvents;
import dev.chatbrush.gateway.edit.EditJobs;
import dev.chatbrush.gateway.event.EventHub;
import dev.chatbrush.gateway.event.Reset;
import dev.chatbrush.gateway.event.SseFrames;
import dev.chatbrush.gateway.journal.MessageView;
import dev.chatbrush.gateway.revision.HistoryCommand;
import dev.chatbrush.gateway.selection.SelectionEvent;
import dev.chatbrush.gateway.write.Write;
import dev.chatbrush.gateway.write.WriteConditions;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Sessions: a picture, what became of it, and the talk about it. */
@Path("/api/sessions")
@Tag(name = "Sessions")
public class SessionResource {
  private static final Pattern EVENT_NUMBER = Pattern.compile("\\d{1,18}");

  private final SessionService sessions;
  private final Uploads uploads;
  private final EditJobs jobs;
  private final EventHub hub;
  private final SseFrames frames;

  SessionResource(
      SessionService sessions, Uploads uploads, EditJobs jobs, EventHub hub, SseFrames frames) {
    this.sessions = sessions;
    this.uploads = uploads;
    this.jobs = jobs;
    this.hub = hub;
    this.frames = frames;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "createSession",
      summary = "Upload a picture",
      description =
          "PNG, JPEG or WebP, told by their bytes; at most 32 MB and 40 megapixels. It is stored"
              + " upright, in sRGB and without metadata.")
  @APIResponse(
      responseCode = "201",
      description = "The session; Location is its address",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  public RestResponse<SessionView> create(
      @RestForm("image") FileUpload image, @BeanParam WriteConditions conditions) {
    return created(uploads.take(image, upload -> create(upload, conditions)));
  }

  private SessionView create(Uploads.Upload upload, WriteConditions conditions) {
    Write write = new Write(null, "upload", upload.identity(), conditions);
    return sessions.create(write, upload.name(), upload.content());
  }

  /** The reply for a new session. */
  public static RestResponse<SessionView> created(SessionView session) {
    // Relative, so that it is right behind any proxy; location() would make it absolute.
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, session)
        .header("Location", "/api/sessions/" + session.id())
        .header("ETag", session.etag())
        .build();
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getSession",
      summary = "All that a page shows of a session",
      description = "Its ETag rises with each change; If-None-Match answers 304.")
  @APIResponse(responseCode = "200", description = "OK")
  @APIResponse(responseCode = "304", description = "The client has it")
  public RestResponse<SessionView> get(
      @RestPath SessionId id, @RestHeader("If-None-Match") String ifNoneMatch) {
    return ifNoneMatch == null ? shown(sessions.get(id)) : changed(id, ifNoneMatch);
  }

  private RestResponse<SessionView> changed(SessionId id, String ifNoneMatch) {
    String etag = sessions.etag(id);
    return EntityTag.isKnown(ifNoneMatch, etag)
        ? RestResponse.ResponseBuilder.<SessionView>notModified().header("ETag", etag).build()
        : shown(sessions.get(id));
  }

  private static RestResponse<SessionView> shown(SessionView session) {
    return RestResponse.ResponseBuilder.ok(session).header("ETag", session.etag()).build();
  }

  @POST
  @Path("/{id}/undo")
  @Operation(operationId = "undo", summary = "Back to what the head was made from")
  public RestResponse<SessionView> undo(
      @RestPath SessionId id, @BeanParam WriteConditions conditions) {
    return move(id, HistoryCommand.UNDO, conditions);
  }

  @POST
  @Path("/{id}/redo")
  @Operation(operationId = "redo", summary = "To the revision that undo left last")
  public RestResponse<SessionView> redo(
      @RestPath SessionId id, @BeanParam WriteConditions conditions) {
    return move(id, HistoryCommand.REDO, conditions);
  }

  @POST
  @Path("/{id}/reset")
  @Operation(operationId = "reset", summary = "Back to the uploaded picture")
  public RestResponse<SessionView> reset(
      @RestPath SessionId id, @BeanParam WriteConditions conditions) {
    return move(id, HistoryCommand.RESET, conditions);
  }

  private RestResponse<SessionView> move(
      SessionId id, HistoryCommand command, WriteConditions conditions) {
    return shown(sessions.move(new Write(id, command.name(), "", conditions), command::move));
  }

  /** Which revision to show. */
  @Schema(name = "HeadRequest", example = "{\"number\": 3}")
  public record HeadRequest(@NotNull @Min(1) Integer number) {}

  @PUT
  @Path("/{id}/head")
  @Operation(
      operationId = "putHead",
      summary = "To any revision, such as another variation of an edit")
  public RestResponse<SessionView> moveTo(
      @RestPath SessionId id,
      @Valid @NotNull HeadRequest head,
      @BeanParam WriteConditions conditions) {
    Write write = new Write(id, "head", head, conditions);
    return shown(sessions.move(write, history -> history.to(head.number())));
  }

  @GET
  @Path("/{id}/events")
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "getEvents",
      summary = "Everything that changes a session, as it happens",
      description =
          "The events of all edits, and head, selection, status, renamed, and deleted, the last one."
              + " The first is reset: read the session then; of an edit that runs already the newest"
              + " of each kind follow. A line that broke off is taken up with Last-Event-ID, at any"
              + " server: it begins with what was missed, or with reset where not all of that is"
              + " kept. A comment each 15 s keeps it open.")
  @APIResponse(
      responseCode = "200",
      description = "Server-sent events; each data is one JSON object",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema =
                  @Schema(
                      oneOf = {
                        EditEvents.Accepted.class,
                        EditEvents.Planned.class,
                        EditEvents.Step.class,
                        EditEvents.Waits.class,
                        EditEvents.StepProgress.class,
                        EditEvents.Preview.class,
                        EditEvents.Made.class,
                        EditEvents.Suggested.class,
                        EditEvents.Head.class,
                        EditEvents.Done.class,
                        MessageView.class,
                        Problem.class,
                        SelectionEvent.class,
                        Reset.class,
                        LifeEvents.Renamed.class,
                        LifeEvents.Deleted.class
                      })))
  public Multi<OutboundSseEvent> events(
      @RestPath SessionId id, @RestHeader("Last-Event-ID") String lastEventId) {
    sessions.etag(id);
    return frames.of(hub.read(id, number(lastEventId), () -> jobs.standing(id)));
  }

  /** What is no number of ours is one that nobody knows. */
  private static Long number(String lastEventId) {
    boolean known = lastEventId != null && EVENT_NUMBER.matcher(lastEventId).matches();
    return known ? Long.valueOf(lastEventId) : null;
  }
}
