package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** How large a body may be, by where it is sent; few large ones at a time. Thread-safe. */
@ApplicationScoped
class BodyLimits {
  /** What holds one picture. */
  static final Limit USUAL = new Limit(33L * 1024 * 1024, 16);

  private static final Set<String> LARGE = Set.of("/api/sessions/import", "/api/batches");
  private static final int MOST_PARTS = 256;

  private final Limit large;
  private final Semaphore places;

  BodyLimits(AccessConfig config) {
    this.large = new Limit(config.body().large().asLongValue(), MOST_PARTS);
    this.places = new Semaphore(config.body().largeAtOnce());
  }

  /**
   * @param parts of a form
   */
  record Limit(long bytes, int parts) {}

  Limit of(String path) {
    return isLarge(path) ? large : USUAL;
  }

  private static boolean isLarge(String path) {
    return LARGE.contains(path);
  }

  /** Takes a place for a large body, which is read here, until it is answered; or OVERLOADED. */
  void enter(RoutingContext context) {
    if (!isLarge(context.request().path())) {
      return;
    }
    if (!places.tryAcquire()) {
      throw new EditorException(
          ProblemCode.OVERLOADED, "Large files are being read. Try again in a few seconds.");
    }
    context.addEndHandler(ended -> places.release());
    // Quarkus would hold it against its limit of all bodies, although this one has been read.
    context.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
  }
}
