package dev.chatbrush.gateway.access;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** Headers that keep browsers from doing more with a reply than is meant. */
final class SecurityHeaders {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data: blob:",
          "connect-src 'self'",
          "font-src 'self'",
          "manifest-src 'self'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'");

  private SecurityHeaders() {}

  static void add(RoutingContext context) {
    context.addHeadersEndHandler(
        ignored -> {
          MultiMap headers = context.response().headers();
          headers.set("Content-Security-Policy", POLICY);
          headers.set("X-Content-Type-Options", "nosniff");
          // "no-referrer" would take the Origin from forms of this server's own pages, too.
          headers.set("Referrer-Policy", "same-origin");
          headers.set("Cross-Origin-Opener-Policy", "same-origin");
          headers.set("Cross-Origin-Resource-Policy", "same-origin");
          headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
          cache(context.normalizedPath(), headers);
        });
  }

  /** The page may change with the next version; JSON changes with each edit. */
  private static void cache(String path, MultiMap headers) {
    boolean page = path.equals("/") || path.equals("/index.html");
    if (page || (path.startsWith("/api/") && !headers.contains("Cache-Control"))) {
      headers.set("Cache-Control", page ? "no-cache" : "no-store");
    }
  }
}
