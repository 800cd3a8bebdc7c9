package dev.chatbrush.gateway.login;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Cookies that stand for what somebody has shown: no script reads them, no other site's page sends
 * them along, and they go when the browser closes.
 */
@ApplicationScoped
public class BrowserCookies {
  private static final List<String> OURS = List.of("chatbrush_", "q_");

  /** A Set-Cookie header. */
  String set(HttpServerRequest request, String name, String value) {
    String secure = "https".equals(request.scheme()) ? "; Secure" : "";
    return "%s=%s; Path=/; HttpOnly; SameSite=Strict%s".formatted(name, value, secure);
  }

  /** Set-Cookie headers that take away all that the request showed. */
  List<String> clear(HttpServerRequest request) {
    return request.cookies().stream()
        .map(Cookie::getName)
        .filter(name -> OURS.stream().anyMatch(name::startsWith))
        .map(name -> name + "=; Path=/; HttpOnly; Max-Age=0")
        .toList();
  }
}
