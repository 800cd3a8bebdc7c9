package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Counts the bodies that are being received, and cuts those that come too slowly. Thread-safe. */
@ApplicationScoped
public class UnfinishedBodies {
  /** Of the executor's 200 threads. */
  private static final int MAX_HELD_WORKERS = 64;

  private final AccessConfig.Body limits;
  private final Semaphore places;
  private final Semaphore workers = new Semaphore(MAX_HELD_WORKERS);
  private final ClientCounts clients;

  public UnfinishedBodies(AccessConfig config) {
    this.limits = config.body();
    this.places = new Semaphore(limits.unfinished());
    this.clients = new ClientCounts(limits.unfinishedPerClient());
  }

  /**
   * Watches a body until {@link Watch#end}. To be called on the request's own thread. Fails with
   * TOO_MANY_REQUESTS, OVERLOADED.
   */
  Watch begin(RoutingContext context) {
    return begin(context, places);
  }

  /** {@link #begin} for a body that a worker thread reads. */
  Watch beginOnWorker(RoutingContext context) {
    return begin(context, workers);
  }

  private Watch begin(RoutingContext context, Semaphore places) {
    String client = String.valueOf(context.request().remoteAddress().hostAddress());
    if (!clients.enter(client)) {
      throw new EditorException(
          ProblemCode.TOO_MANY_REQUESTS,
          "This address is sending %d bodies already, as many as it may."
              .formatted(limits.unfinishedPerClient()));
    }
    if (!places.tryAcquire()) {
      clients.leave(client);
      throw new EditorException(
          ProblemCode.OVERLOADED, "Many uploads are under way. Try again in a few seconds.");
    }
    return new Watch(context, client, places);
  }

  /** One body. */
  final class Watch {
    private final RoutingContext context;
    private final String client;
    private final Semaphore places;
    private final long timer;
    private long seen;
    private boolean ended;

    private Watch(RoutingContext context, String client, Semaphore places) {
      this.context = context;
      this.client = client;
      this.places = places;
      // On the thread that calls, which is the request's.
      this.timer =
          context.vertx().setPeriodic(limits.patience().toMillis(), id -> requireProgress());
    }

    private void requireProgress() {
      HttpServerRequest request = context.request();
      long came = request.bytesRead() - seen;
      long wanted = limits.minRate().asLongValue() * limits.patience().toMillis() / 1000;
      if (!request.isEnded() && came < wanted) {
        context.fail(
            new EditorException(
                ProblemCode.REQUEST_TOO_SLOW,
                "In the last %d s %d bytes of the body came; at least %d must."
                    .formatted(limits.patience().toSeconds(), came, wanted)));
      }
      seen += came;
    }

    /** May be called several times. */
    void end() {
      if (!ended) {
        ended = true;
        context.vertx().cancelTimer(timer);
        clients.leave(client);
        places.release();
      }
    }
  }
}
