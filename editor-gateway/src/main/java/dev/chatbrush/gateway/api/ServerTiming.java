package dev.chatbrush.gateway.api;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The parts of a request's time, sent as the header Server-Timing. The total is added when the
 * reply begins.
 */
@RequestScoped
public class ServerTiming {
  private static final String KEY = ServerTiming.class.getName();
  private final RoutingContext request;

  public ServerTiming(RoutingContext request) {
    this.request = request;
  }

  /** Marks the begin of {@code request} and adds the header when its reply starts. */
  public static void begin(RoutingContext request) {
    long start = System.nanoTime();
    request.put(KEY, new LinkedHashMap<String, Double>());
    request.addHeadersEndHandler(
        ignored -> request.response().putHeader("Server-Timing", header(request, start)));
  }

  /** Adds parts in milliseconds; a name that is no HTTP token is left out. */
  public void add(Map<String, Double> millisByPart) {
    Map<String, Double> parts = request.get(KEY);
    millisByPart.forEach(
        (name, millis) -> {
          if (name.matches("[A-Za-z0-9_-]+")) {
            parts.merge(name, millis, Double::sum);
          }
        });
  }

  /** Whether this part has been added. */
  public boolean has(String part) {
    Map<String, Double> parts = request.get(KEY);
    return parts.containsKey(part);
  }

  private static String header(RoutingContext request, long start) {
    Map<String, Double> parts = request.get(KEY);
    StringJoiner header = new StringJoiner(", ");
    parts.forEach((name, millis) -> header.add(entry(name, millis)));
    return header.add(entry("total", (System.nanoTime() - start) / 1e6)).toString();
  }

  private static String entry(String name, double millis) {
    return String.format(Locale.ROOT, "%s;dur=%.1f", name, millis);
  }
}
