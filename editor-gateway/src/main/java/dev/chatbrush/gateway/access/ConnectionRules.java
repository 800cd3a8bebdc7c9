package dev.chatbrush.gateway.access;

import dev.chatbrush.contracts.problem.ProblemCode;
import dev.chatbrush.gateway.api.EditorException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** How many connections a client may have, how slow they may be, and what is said to others. */
@ApplicationScoped
public class ConnectionRules {
  private final AccessConfig config;
  private final RawProblems problems;
  private final ClientCounts connections;

  public ConnectionRules(AccessConfig config, VertxHttpConfig http, RawProblems problems) {
    this.config = config;
    this.problems = problems;
    boolean proxied = http.proxy().proxyAddressForwarding();
    this.connections =
        new ClientCounts(proxied ? Integer.MAX_VALUE : config.connection().perClient());
  }

  /** Counts the connection until it is closed; fails with TOO_MANY_REQUESTS. */
  void enter(Channel channel) {
    String client = ClientCounts.client(channel.remoteAddress());
    if (!connections.enter(client)) {
      throw new EditorException(
          ProblemCode.TOO_MANY_REQUESTS,
          "This address has %d connections open, as many as it may; close some of them."
              .formatted(config.connection().perClient()));
    }
    channel.closeFuture().addListener(closed -> connections.leave(client));
  }

  long headerMillis() {
    return config.connection().headerTimeout().toMillis();
  }

  EditorException headersTooSlow() {
    return new EditorException(
        ProblemCode.REQUEST_TOO_SLOW,
        "The headers must come within %d s."
            .formatted(config.connection().headerTimeout().toSeconds()));
  }

  long patienceMillis() {
    return config.body().patience().toMillis();
  }

  /** Bytes that must pass in each span of patience. */
  long bytesPerPatience() {
    return config.body().minRate().asLongValue() * patienceMillis() / 1000;
  }

  ByteBuf reply(EditorException failure) {
    return problems.reply(failure);
  }
}
