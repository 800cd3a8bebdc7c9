package dev.chatbrush.gateway.login;

import dev.chatbrush.gateway.owner.Caller;
import dev.chatbrush.gateway.owner.Callers;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Who did what, one line a call, in a category of its own: every call that may change something,
 * and every one that was refused for who sent it. Holds no secret, no text and no query.
 */
@ApplicationScoped
public class Audit {
  /** The category. */
  static final String CATEGORY = "chatbrush.audit";

  private static final Logger LOG = Logger.getLogger(CATEGORY);
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<Integer> REFUSALS = Set.of(401, 403);

  /** Writes the line when the call has been answered. */
  void follow(RoutingContext context) {
    context.addEndHandler(
        ended -> {
          int status = context.response().getStatusCode();
          if (!READING.contains(context.request().method()) || REFUSALS.contains(status)) {
            Optional<Caller> caller = Callers.of(context);
            LOG.infof(
                "owner=%s door=%s operation=\"%s %s\" status=%d",
                caller.map(Caller::owner).map(Object::toString).orElse("-"),
                caller.map(Caller::door).orElse("-"),
                context.request().method(),
                context.request().path(),
                status);
          }
        });
  }
}
