package dev.chatbrush.gateway.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What the supervisor of the parts says in its file. The file outlives a supervisor that was
 * killed, so it counts only while that process lives. Thread-safe.
 */
@ApplicationScoped
class Supervision {
  private static final Logger LOG = Logger.getLogger(Supervision.class);
  private static final List<String> REASONS = List.of("killed", "exited", "memory", "hung");
  private static final Map<String, String> PROCESSES =
      Map.of("mask", "mask-service", "agent", "agent-service", "triton", "triton");

  private final Optional<Path> file;
  private final ObjectMapper json;

  Supervision(StatusConfig config, ObjectMapper json) {
    this.file = config.supervision();
    this.json = json;
  }

  /** Why each of these parts is down, as far as it is known. */
  List<StatusView.Fault> faults(List<String> down) {
    JsonNode told = down.isEmpty() ? json.nullNode() : read();
    return down.stream().map(part -> fault(part, told.path(PROCESSES.get(part)))).toList();
  }

  private static StatusView.Fault fault(String part, JsonNode told) {
    String reason = told.path("reason").asText();
    boolean restarting = told.path("restarting").asBoolean();
    return restarting && REASONS.contains(reason)
        ? new StatusView.Fault(part, reason, true)
        : new StatusView.Fault(part, "unreachable", restarting);
  }

  private JsonNode read() {
    if (file.isEmpty()) {
      return json.nullNode();
    }
    try {
      JsonNode told = json.readTree(Files.readAllBytes(file.get()));
      boolean watched =
          ProcessHandle.of(told.path("pid").asLong(-1)).map(ProcessHandle::isAlive).orElse(false);
      return watched ? told.path("parts") : json.nullNode();
    } catch (NoSuchFileException never) {
      return json.nullNode();
    } catch (IOException torn) {
      LOG.warnf("The supervisor's file %s cannot be read: %s", file.get(), torn.getMessage());
      return json.nullNode();
    }
  }
}
