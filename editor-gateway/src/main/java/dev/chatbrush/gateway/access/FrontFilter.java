package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import dev.chatbrush.gateway.api.ServerTiming;
import dev.chatbrush.gateway.api.TraceId;
import dev.chatbrush.gateway.telemetry.RequestId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;

/** Stands before everything else that answers on the public port. */
@ApplicationScoped
public class FrontFilter {
  private static final int FIRST = 1000;

  private final RequestRules rules;
  private final Newcomers newcomers;
  private final BodyLimits sizes;
  private final Failures failures;

  public FrontFilter(
      AccessConfig config, Newcomers newcomers, BodyLimits sizes, Failures failures) {
    this.rules =
        new RequestRules(config.hosts().orElse(Set.of()), config.origins().orElse(Set.of()));
    this.newcomers = newcomers;
    this.sizes = sizes;
    this.failures = failures;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  /** What nothing else has answered. */
  void register(@Observes Router router) {
    router.route().last().handler(this::notFound);
  }

  private void check(RoutingContext context) {
    TraceId.begin(context);
    RequestId.begin(context);
    ServerTiming.begin(context);
    SecurityHeaders.add(context);
    try {
      HttpServerRequest request = context.request();
      newcomers.guardServerOf(request.connection());
      // From the Host header, or from :authority in HTTP/2.
      String authority = request.authority() == null ? null : request.authority().toString();
      rules.path(request.uri());
      rules.host(authority);
      rules.origin(
          request.method().name(),
          request.scheme(),
          authority,
          Optional.ofNullable(request.getHeader("Origin")),
          Optional.ofNullable(request.getHeader("Sec-Fetch-Site")));
      bodyLength(request.getHeader("Content-Length"), sizes.of(request.path()).bytes());
      context.next();
    } catch (EditorException e) {
      failures.answer(context, e);
    }
  }

  /** Said before the body is read; the server's own limit catches those that do not tell. */
  private static void bodyLength(String header, long most) {
    if (header != null && header.matches("\\d{1,18}") && Long.parseLong(header) > most) {
      throw new EditorException(
          ProblemCode.BODY_TOO_LARGE,
          "The body has %.1f MB; at most %d MB are taken, and 32 for each picture."
              .formatted(Long.parseLong(header) / 1048576.0, most >> 20));
    }
  }

  private void notFound(RoutingContext context) {
    failures.answer(
        context,
        new EditorException(
            ProblemCode.ROUTE_NOT_FOUND,
            "There is nothing at this address; /q/openapi lists what there is."));
  }
}
