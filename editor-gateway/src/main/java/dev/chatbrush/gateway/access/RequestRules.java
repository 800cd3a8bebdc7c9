package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request must be before anything looks at it. Pure; see {@link FrontFilter}. */
final class RequestRules {
  /**
   * Ways in which a path can mean one thing here and another one behind: matrix parameters, encoded
   * separators, empty and dotted segments, control characters.
   */
  private static final Pattern REFUSED =
      Pattern.compile(
          ";|%3b|%2f|%5c|\\\\|//|\\.\\.|%2e|%00|%0[0-9a-f]|%1[0-9a-f]|%7f|%25|[\\x00-\\x20\\x7f]",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private final Set<String> hosts;
  private final Set<String> origins;

  RequestRules(Set<String> hosts, Set<String> origins) {
    this.hosts = hosts;
    this.origins = origins;
  }

  /** Fails with PATH_REFUSED. */
  void path(String uri) {
    String path = uri.split("[?#]", 2)[0];
    if (REFUSED.matcher(path).find()) {
      throw new EditorException(
          ProblemCode.PATH_REFUSED,
          "A path may not hold ';', '\\', '//', '..', or these and '.', '/', '%' encoded.");
    }
  }

  /** Fails with HOST_REFUSED: another site's name may have been pointed at this machine. */
  void host(String authority) {
    String host = authority == null ? "" : withoutPort(authority);
    if (!Loopback.isLoopback(host) && !hosts.contains(host)) {
      throw new EditorException(
          ProblemCode.HOST_REFUSED,
          "This server is not known under that name; set chatbrush.access.hosts to its names.");
    }
  }

  private static String withoutPort(String authority) {
    return authority.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }

  /**
   * Fails with ORIGIN_REFUSED when a page of another site sends a request that changes something.
   * Programs send neither header and pass.
   */
  void origin(
      String method,
      String scheme,
      String authority,
      Optional<String> origin,
      Optional<String> fetchSite) {
    if (SAFE_METHODS.contains(method)) {
      return;
    }
    String own = scheme + "://" + authority;
    boolean foreign =
        origin
            .map(value -> !value.equalsIgnoreCase(own) && !origins.contains(value))
            .orElseGet(() -> fetchSite.map(RequestRules::isForeign).orElse(false));
    if (foreign) {
      throw new EditorException(
          ProblemCode.ORIGIN_REFUSED,
          "Only this server's own page may do that from a browser; set chatbrush.access.origins to"
              + " let others in.");
    }
  }

  private static boolean isForeign(String fetchSite) {
    return !fetchSite.equals("same-origin") && !fetchSite.equals("none");
  }
}
