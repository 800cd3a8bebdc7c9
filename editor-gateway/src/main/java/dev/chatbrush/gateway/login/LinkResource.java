package dev.chatbrush.gateway.login;

import dev.chatbrush.gateway.owner.Open;
import dev.chatbrush.gateway.share.Share;
import dev.chatbrush.gateway.share.Shares;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** How a browser shows a link that it was given. */
@Path("/api/shares/open")
@Tag(name = "Sharing")
public class LinkResource {
  private final Shares shares;
  private final BrowserCookies cookies;
  private final RoutingContext request;

  LinkResource(Shares shares, BrowserCookies cookies, RoutingContext request) {
    this.shares = shares;
    this.cookies = cookies;
    this.request = request;
  }

  /** The secret of a link. */
  @Schema(name = "LinkRequest")
  public record Link(@NotNull @Size(max = 200) String secret) {}

  /** What it opens. */
  @Schema(name = "OpenedLink")
  public record Opened(String session, boolean mayEdit) {}

  @POST
  @Open
  @Operation(
      operationId = "openShare",
      summary = "Let this browser open a session by its link",
      description = "Answers with a cookie that stands for the link's secret.")
  public RestResponse<Opened> open(@Valid @NotNull Link link) {
    Share share = shares.find(link.secret()).orElseThrow(Shares::notFound);
    String id = share.session().value();
    return RestResponse.ResponseBuilder.ok(new Opened(id, share.mayEdit()))
        .header(
            HttpHeaders.SET_COOKIE,
            cookies.set(request.request(), Credentials.LINK_COOKIE + id, link.secret()))
        .build();
  }
}
