package dev.chatbrush.gateway.login;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.key.Keys;
import dev.chatbrush.gateway.login.LoginPage.Why;
import dev.chatbrush.gateway.owner.Callers;
import dev.chatbrush.gateway.owner.Open;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** How a browser says who uses it. */
@Path("/login")
public class LoginResource {
  private static final URI PAGE = URI.create("/");
  private static final String FIELD = "key=";

  private final Keys keys;
  private final Provider provider;
  private final LoginPage page;
  private final BrowserCookies cookies;
  private final RoutingContext request;

  LoginResource(
      Keys keys,
      Provider provider,
      LoginPage page,
      BrowserCookies cookies,
      RoutingContext request) {
    this.keys = keys;
    this.provider = provider;
    this.page = page;
    this.cookies = cookies;
    this.request = request;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Open
  @Operation(hidden = true)
  public String page(@RestQuery String from) {
    return page.html(provider.isOn(), Why.of(from));
  }

  /** The form of that page. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @Open
  @Operation(hidden = true)
  public Response login(String form) {
    String secret = form.startsWith(FIELD) ? decoded(form.substring(FIELD.length())) : "";
    if (keys.find(secret).isEmpty()) {
      return Response.status(Response.Status.UNAUTHORIZED)
          .entity(page.html(provider.isOn(), Why.REFUSED))
          .build();
    }
    return Response.seeOther(PAGE)
        .header(
            HttpHeaders.SET_COOKIE, cookies.set(request.request(), Credentials.KEY_COOKIE, secret))
        .build();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8).strip();
    } catch (IllegalArgumentException e) {
      return ""; // half an escape: no key has one, so it opens nothing
    }
  }

  @GET
  @Path("/provider")
  @Open
  @Operation(hidden = true)
  public Uni<Response> provider() {
    if (Callers.of(request).filter(caller -> caller.owner() != null).isPresent()) {
      return Uni.createFrom().item(Response.seeOther(PAGE).build());
    }
    if (!provider.isOn()) {
      throw new EditorException(
          ProblemCode.ROUTE_NOT_FOUND, "This server knows no provider of logins.");
    }
    return provider
        .challenge(request)
        .map(
            challenge ->
                Response.status(challenge.status)
                    .header(challenge.headerName.toString(), challenge.headerContent)
                    .build());
  }

  @POST
  @Path("/out")
  @Open
  @Operation(hidden = true)
  public Response logout() {
    Response.ResponseBuilder reply = Response.seeOther(URI.create("/login"));
    cookies.clear(request.request()).forEach(gone -> reply.header(HttpHeaders.SET_COOKIE, gone));
    return reply.build();
  }
}
