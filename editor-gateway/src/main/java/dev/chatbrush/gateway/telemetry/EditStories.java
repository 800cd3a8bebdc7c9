package dev.chatbrush.gateway.telemetry;

import dev.chatbrush.gateway.api.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Tells each edit that has ended: in one line of the log, and in what is measured. */
@ApplicationScoped
public class EditStories {
  private static final Logger LOG = Logger.getLogger(EditStories.class);

  /** Another gateway goes on with it. */
  public static final String TAKEN_OVER = "taken-over";

  private final Stopwatch stopwatch;

  public EditStories(Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
  }

  /**
   * @param outcome as it is stored
   * @param problem null unless it failed
   */
  public void end(EditStory story, String outcome, Problem problem) {
    String ended = problem == null ? outcome : Outcome.of(problem);
    stopwatch.record(
        Meters.EDIT, Duration.ofNanos(story.nanos()), "tool", story.tool(), "outcome", ended);
    story
        .parts()
        .forEach(
            (part, millis) ->
                stopwatch.record(
                    Meters.EDIT_PART, Duration.ofNanos((long) (millis * 1e6)), "part", part));
    Map<String, String> told = story.told();
    told.put("outcome", ended);
    if (problem != null) {
      told.put("code", problem.code());
    }
    log(told);
  }

  /** The same twice: as words for who reads, and in the context, which JSON keeps as fields. */
  private static void log(Map<String, String> told) {
    told.forEach(MDC::put);
    try {
      LOG.info(
          told.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(" ")));
    } finally {
      told.keySet().forEach(MDC::remove);
    }
  }
}
