package dev.chatbrush.gateway.life;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Own;
import dev.chatbrush.gateway.session.DisplayName;
import dev.chatbrush.gateway.session.SessionService;
import dev.chatbrush.gateway.session.SessionView;
import dev.chatbrush.gateway.write.WriteConditions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Which sessions there are, their names, and their end. */
@Path("/api/sessions")
@Tag(name = "Sessions")
public class LifeResource {
  private final SessionLists lists;
  private final LifeService life;
  private final SessionService sessions;

  LifeResource(SessionLists lists, LifeService life, SessionService sessions) {
    this.lists = lists;
    this.life = life;
    this.sessions = sessions;
  }

  @GET
  @Operation(
      operationId = "listSessions",
      summary = "My sessions, the last changed first",
      description =
          "nextCursor is the cursor of those that follow; null where none do. What changes meanwhile"
              + " moves to the front, so nothing comes twice.")
  public SessionList list(
      @RestQuery @DefaultValue("24") @Min(1) @Max(100) int limit,
      @Parameter(description = "The nextCursor of an earlier answer") @RestQuery String cursor) {
    return lists.list(Cursor.parse(cursor), limit);
  }

  /** What to change of a session. */
  @Schema(name = "SessionChange", example = "{\"name\": \"제주도.jpg\"}")
  public record SessionChange(
      @NotNull
          @Size(max = 120)
          @Pattern(regexp = "^[^\\x00]*[^\\x00-\\x20][^\\x00]*$", message = "must not be blank")
          String name) {}

  @PATCH
  @Path("/{id}")
  @Operation(
      operationId = "renameSession",
      summary = "Call a session otherwise",
      description =
          "Its downloads are named so too. What is not to be shown of a name, such as line breaks,"
              + " is left out.")
  public RestResponse<SessionView> rename(
      @RestPath SessionId id,
      @Valid @NotNull SessionChange change,
      @BeanParam WriteConditions conditions) {
    life.rename(id, DisplayName.clean(change.name()), conditions);
    SessionView now = sessions.get(id);
    return RestResponse.ResponseBuilder.ok(now).header("ETag", now.etag()).build();
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteSession",
      summary = "End a session with all it has",
      description =
          "An edit that runs is stopped. The chat, the recipes and all else that was said of it are"
              + " gone at once, its pictures too where no other session has the same; those stored"
              + " within the last hour (chatbrush.session.grace) follow then. Nothing brings it"
              + " back.")
  @APIResponse(responseCode = "204", description = "It is gone")
  public void delete(@RestPath @Own SessionId id, @BeanParam WriteConditions conditions) {
    life.delete(id, conditions);
  }
}
