package dev.chatbrush.gateway.login;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is answered to those too who have not said who they are: the page itself, which holds
 * nothing of anybody, its description, and the ways to say it. All else needs a login, unknown
 * addresses too. REST asks again, by method and not by address.
 */
final class OpenAddresses {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private static final Pattern READABLE =
      Pattern.compile(
          "/|/index\\.html|/status|/login|/login/provider|/login\\.css|/favicon\\.svg|/q/openapi"
              + "|/static/[\\w./-]+|/examples/[\\w-]+\\.webp");

  private static final Set<String> POSTED = Set.of("/login", "/login/out", "/api/shares/open");

  private OpenAddresses() {}

  static boolean contain(HttpServerRequest request) {
    return contain(request.method(), request.path());
  }

  static boolean contain(HttpMethod method, String path) {
    return READING.contains(method) && READABLE.matcher(path).matches()
        || method.equals(HttpMethod.POST) && POSTED.contains(path);
  }
}
