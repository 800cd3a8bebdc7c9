package dev.chatbrush.gateway.status;

import dev.chatbrush.gateway.telemetry.Meters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The gateway's own meters, told to people. Thread-safe. */
@ApplicationScoped
class Figures {
  private final MeterRegistry meters;

  Figures(MeterRegistry meters) {
    this.meters = meters;
  }

  FiguresView now() {
    List<FiguresView.Timing> timings =
        Stream.of(Meters.UPLOAD, Meters.SELECTION, Meters.EDIT)
            .flatMap(name -> meters.find(name).timers().stream())
            .map(Figures::timing)
            .toList();
    return new FiguresView(
        timings, now(Meters.SSE_SUBSCRIBERS), now(Meters.EDITS_RUNNING), now(Meters.EDITS_WAITING));
  }

  private int now(String gauge) {
    return Optional.ofNullable(meters.find(gauge).gauge())
        .map(Gauge::value)
        .map(Double::intValue)
        .orElse(0);
  }

  private static FiguresView.Timing timing(Timer timer) {
    return new FiguresView.Timing(
        timer.getId().getName().replace("chatbrush.", ""),
        timer.getId().getTag("tool"),
        timer.getId().getTag("outcome"),
        timer.count(),
        timer.totalTime(TimeUnit.MILLISECONDS),
        timer.max(TimeUnit.MILLISECONDS));
  }
}
