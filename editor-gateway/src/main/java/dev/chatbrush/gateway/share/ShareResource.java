package dev.chatbrush.gateway.share;

import dev.chatbrush.gateway.api.SessionId;
import dev.chatbrush.gateway.owner.Own;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Links that open a session to others, for its owner. */
@Path("/api/sessions/{id}/shares")
@Tag(name = "Sharing")
public class ShareResource {
  private final Shares shares;
  private final Clock clock;

  ShareResource(Shares shares, Clock clock) {
    this.shares = shares;
    this.clock = clock;
  }

  /**
   * What to share.
   *
   * @param mayEdit whether who has the link may change the session too
   * @param expiresInDays null for a link that does not expire
   */
  @Schema(name = "ShareRequest", example = "{\"mayEdit\": false, \"expiresInDays\": 30}")
  public record NewShare(@NotNull Boolean mayEdit, @Min(1) @Max(3650) Integer expiresInDays) {}

  @POST
  @Operation(
      operationId = "createShare",
      summary = "Make a link that opens the session",
      description =
          "Its secret is in this answer and nowhere else. Who has it opens the session at"
              + " /#/s/{id}/{secret}, or sends it as 'Authorization: Bearer'.")
  @APIResponse(
      responseCode = "201",
      description = "The link and its secret",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ShareView.class)))
  public RestResponse<ShareView> create(
      @RestPath @Own SessionId id, @Valid @NotNull NewShare wanted) {
    Integer days = wanted.expiresInDays();
    Instant expiresAt = days == null ? null : clock.instant().plus(Duration.ofDays(days));
    Shares.Made made = shares.make(id, wanted.mayEdit(), expiresAt);
    ShareView view = ShareView.from(made.share(), made.secret());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, view)
        .header("Location", "/api/sessions/%s/shares/%s".formatted(id.value(), view.id()))
        .build();
  }

  @GET
  @Operation(operationId = "getShares", summary = "The links that open the session")
  public List<ShareView> list(@RestPath @Own SessionId id) {
    return shares.list(id).stream().map(share -> ShareView.from(share, null)).toList();
  }

  @DELETE
  @Path("/{share}")
  @Operation(operationId = "revokeShare", summary = "Let a link open the session no more")
  public void revoke(@RestPath @Own SessionId id, @RestPath String share) {
    shares.revoke(id, share);
  }
}
