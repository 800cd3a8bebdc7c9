package dev.chatbrush.gateway.login;

import dev.chatbrush.gateway.owner.LoginConfig;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BooleanSupplier;

/** Ends streams of events whose key or link opens nothing any more. */
@ApplicationScoped
public class StreamWatch {
  private static final long LEAST_MILLIS = 1000;

  private final long millis;

  public StreamWatch(LoginConfig config) {
    this.millis = Math.max(LEAST_MILLIS, config.remember().toMillis());
  }

  /**
   * @param opens whether what the request showed still opens it; may block
   */
  void follow(RoutingContext context, BooleanSupplier opens) {
    context.addHeadersEndHandler(
        ignored -> {
          String type = context.response().headers().get("Content-Type");
          if (type != null && type.startsWith("text/event-stream")) {
            look(context, opens);
          }
        });
  }

  private void look(RoutingContext context, BooleanSupplier opens) {
    HttpServerResponse response = context.response();
    context
        .vertx()
        .setTimer(
            millis,
            timer -> {
              if (response.ended() || response.closed()) {
                return;
              }
              context
                  .vertx()
                  .executeBlocking(opens::getAsBoolean, false)
                  .onComplete(
                      answer -> {
                        if (answer.failed() || answer.result()) {
                          look(context, opens); // a database that is away closes nothing
                        } else {
                          response.reset();
                        }
                      });
            });
  }
}
