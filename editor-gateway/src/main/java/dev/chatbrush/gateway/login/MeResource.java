package dev.chatbrush.gateway.login;

import dev.chatbrush.gateway.owner.Caller;
import dev.chatbrush.gateway.owner.Callers;
import dev.chatbrush.gateway.owner.LoginConfig;
import dev.chatbrush.gateway.owner.Scope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells callers who they are here. */
@Path("/api/me")
@Tag(name = "Keys")
public class MeResource {
  private final Callers callers;
  private final LoginConfig config;

  MeResource(Callers callers, LoginConfig config) {
    this.callers = callers;
    this.config = config;
  }

  /** Who asks; the owner is null of who has but a shared link. */
  @Schema(name = "Me")
  public record Me(
      @Schema(nullable = true) String owner, List<String> scopes, boolean loginRequired) {}

  @GET
  @Operation(operationId = "getMe", summary = "Who you are here, and what you may do")
  public Me me() {
    Caller caller = callers.current();
    return new Me(
        caller.owner() == null ? null : caller.owner().value(),
        caller.scopes().stream().sorted().map(MeResource::word).toList(),
        config.required());
  }

  private static String word(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }
}
