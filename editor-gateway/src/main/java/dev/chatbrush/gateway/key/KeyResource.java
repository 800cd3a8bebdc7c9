package dev.chatbrush.gateway.key;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.owner.Needs;
import dev.chatbrush.gateway.owner.Owner;
import dev.chatbrush.gateway.owner.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Keys, for whoever has the scope admin. */
@Path("/api/keys")
@Needs(Scope.ADMIN)
@Tag(name = "Keys")
public class KeyResource {
  private final Keys keys;
  private final Clock clock;

  KeyResource(Keys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * What to make.
   *
   * @param expiresInDays null for a key that does not expire
   */
  @Schema(
      name = "KeyRequest",
      example = "{\"name\": \"laptop\", \"owner\": \"anna\", \"scopes\": [\"read\", \"edit\"]}")
  public record NewKey(
      @NotNull @Pattern(regexp = "[^\\p{Cntrl}]{1,120}", message = "must be 1 to 120 characters")
          String name,
      @NotNull
          @Pattern(
              regexp = Owner.FORM,
              message = "must be 1 to 300 printable ASCII characters without spaces")
          String owner,
      @NotEmpty
          List<
                  @NotNull
                  @Pattern(regexp = "read|edit|admin", message = "must be read, edit or admin")
                  String>
              scopes,
      @Min(1) @Max(3650) Integer expiresInDays) {
    public NewKey {
      scopes = scopes == null ? List.of() : List.copyOf(scopes);
    }

    private Set<Scope> chosen() {
      Set<Scope> chosen = EnumSet.noneOf(Scope.class);
      scopes.forEach(name -> chosen.add(Scope.valueOf(name.toUpperCase(Locale.ROOT))));
      if (chosen.contains(Scope.EDIT)) {
        chosen.add(Scope.READ); // each edit answers with what there is
      }
      return chosen;
    }
  }

  @POST
  @ResponseStatus(201)
  @Operation(
      operationId = "createKey",
      summary = "Make a key",
      description = "Its secret is in this answer and nowhere else.")
  @APIResponse(
      responseCode = "201",
      description = "The key and its secret",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeyView.class)))
  public KeyView create(@Valid @NotNull NewKey wanted) {
    Integer days = wanted.expiresInDays();
    Instant expiresAt = days == null ? null : clock.instant().plus(Duration.ofDays(days));
    Keys.Made made =
        keys.make(wanted.name(), new Owner(wanted.owner()), wanted.chosen(), expiresAt);
    return KeyView.from(made.key(), made.secret());
  }

  @GET
  @Operation(operationId = "getKeys", summary = "All keys, without their secrets")
  public List<KeyView> list() {
    return keys.list().stream().map(key -> KeyView.from(key, null)).toList();
  }

  @DELETE
  @Path("/{key}")
  @Operation(operationId = "revokeKey", summary = "Let a key open nothing any more")
  public void revoke(@RestPath String key) {
    if (!keys.revoke(key)) {
      throw new EditorException(
          ProblemCode.KEY_NOT_FOUND, "There is no such key; GET /api/keys lists them.");
    }
  }
}
