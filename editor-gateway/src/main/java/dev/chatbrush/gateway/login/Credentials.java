package dev.chatbrush.gateway.login;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.key.Keys;
import dev.chatbrush.gateway.share.Shares;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a request shows, unread.
 *
 * @param bearer from Authorization; null without
 * @param key from the page's cookie; null without
 * @param links from the page's cookies
 * @param session whether the provider's own cookies are there
 */
record Credentials(String bearer, String key, List<String> links, boolean session) {
  static final String KEY_COOKIE = "chatbrush_key";
  static final String LINK_COOKIE = "chatbrush_link_";
  private static final String PROVIDERS_COOKIES = "q_";
  private static final int MOST_LINKS = 16;
  private static final int LONGEST = 8192;

  /** RFC 6750, 2.1. */
  private static final Pattern BEARER =
      Pattern.compile("bearer +([\\w.~+/-]+=*)", Pattern.CASE_INSENSITIVE);

  /** Fails with LOGIN_REFUSED where the header is not as it must be. */
  static Credentials of(HttpServerRequest request) {
    return new Credentials(
        bearer(request.headers().getAll("Authorization")),
        request.cookies(KEY_COOKIE).stream().map(Cookie::getValue).findFirst().orElse(null),
        request.cookies().stream()
            .filter(cookie -> cookie.getName().startsWith(LINK_COOKIE))
            .map(Cookie::getValue)
            .limit(MOST_LINKS)
            .toList(),
        request.cookies().stream()
            .anyMatch(cookie -> cookie.getName().startsWith(PROVIDERS_COOKIES)));
  }

  private static String bearer(List<String> headers) {
    List<String> bearers =
        headers.stream()
            .map(String::strip)
            .filter(header -> header.regionMatches(true, 0, "bearer", 0, 6))
            .toList();
    if (bearers.isEmpty()) {
      return null; // another scheme is for somebody in front
    }
    var token = BEARER.matcher(bearers.get(0));
    if (headers.size() > 1 || bearers.get(0).length() > LONGEST || !token.matches()) {
      throw refused();
    }
    return token.group(1);
  }

  /** In the same words, whatever is wrong with it. */
  static EditorException refused() {
    return new EditorException(
        ProblemCode.LOGIN_REFUSED,
        "What came as 'Authorization: Bearer …' opens nothing: it is unknown, expired or revoked.");
  }

  boolean isKey() {
    return bearer != null && bearer.startsWith(Keys.PREFIX);
  }

  boolean isLink() {
    return bearer != null && bearer.startsWith(Shares.PREFIX);
  }

  /** Whether the provider of logins has to be asked. */
  boolean isForProvider() {
    return bearer == null ? session : !isKey() && !isLink();
  }

  /** Whether a browser sends them by itself, for whichever page. */
  boolean areCookies() {
    return bearer == null && (key != null || session || !links.isEmpty());
  }
}
