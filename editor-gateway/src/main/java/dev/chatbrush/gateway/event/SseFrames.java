package dev.chatbrush.gateway.event;

import dev.chatbrush.gateway.api.Json;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;

/** Frames events for the wire (WHATWG HTML, "Server-sent events"): one JSON object each. */
@ApplicationScoped
public class SseFrames {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** Of the time after which a silent line is closed; some heartbeats may be late. */
  private static final int HEARTBEATS_IN_TIME = 4;

  /** Marks the end for the heartbeats; never sent. */
  private static final OutboundSseEvent END =
      new OutboundSseEventImpl.BuilderImpl().comment("end").build();

  private final Json json;
  private final Duration heartbeat;

  public SseFrames(Json json, VertxHttpConfig http) {
    this.json = json;
    Duration often = http.idleTimeout().dividedBy(HEARTBEATS_IN_TIME);
    this.heartbeat = often.compareTo(HEARTBEAT) < 0 ? often : HEARTBEAT;
  }

  /**
   * The frames of {@code events}, and a comment at least each 15 s so that nobody closes an idle
   * line. The first comment comes when the events are being listened to.
   */
  public Multi<OutboundSseEvent> of(Multi<Event> events) {
    Multi<OutboundSseEvent> frames = events.map(this::frame);
    Multi<OutboundSseEvent> heartbeats =
        Multi.createFrom()
            .ticks()
            .every(heartbeat)
            .onOverflow()
            .drop()
            .map(tick -> new OutboundSseEventImpl.BuilderImpl().comment("heartbeat").build());
    return Multi.createBy()
        .merging()
        .streams(frames.onCompletion().continueWith(END), heartbeats)
        .select()
        .first(frame -> frame != END);
  }

  private OutboundSseEvent frame(Event event) {
    OutboundSseEvent.Builder frame =
        new OutboundSseEventImpl.BuilderImpl().name(event.name()).data(json.write(event.data()));
    return event.number() > 0 ? frame.id(Long.toString(event.number())).build() : frame.build();
  }
}
