package dev.chatbrush.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionTest {
  private static final long LIVING = ProcessHandle.current().pid();

  @TempDir Path folder;
  private Path file;
  private Supervision supervision;

  @BeforeEach
  void open() {
    file = folder.resolve("supervision.json");
    supervision = new Supervision(() -> Optional.of(file), new ObjectMapper());
  }

  @Test
  void tellsWhyAPartIsStartedAgain() throws IOException {
    write(LIVING, "killed");

    assertThat(supervision.faults(List.of("mask", "agent")))
        .containsExactly(
            new StatusView.Fault("mask", "killed", true),
            new StatusView.Fault("agent", "unreachable", false));
  }

  @Test
  void believesNothingThatADeadSupervisorLeftBehind() throws IOException, InterruptedException {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    write(dead.pid(), "killed");

    assertThat(supervision.faults(List.of("mask")))
        .containsExactly(new StatusView.Fault("mask", "unreachable", false));
  }

  @Test
  void saysWhatItKnowsWithoutAFileAndWithATornOne() throws IOException {
    StatusView.Fault unknown = new StatusView.Fault("triton", "unreachable", false);

    assertThat(supervision.faults(List.of("triton"))).containsExactly(unknown);
    Files.writeString(file, "{\"pid\": ");
    assertThat(supervision.faults(List.of("triton"))).containsExactly(unknown);
    Supervision none = new Supervision(Optional::empty, new ObjectMapper());
    assertThat(none.faults(List.of("triton"))).containsExactly(unknown);
  }

  @Test
  void aReasonItDoesNotKnowIsNotHandedOn() throws IOException {
    write(LIVING, "<script>");

    assertThat(supervision.faults(List.of("mask")))
        .containsExactly(new StatusView.Fault("mask", "unreachable", true));
  }

  private void write(long pid, String reason) throws IOException {
    Files.writeString(
        file,
        """
        {"pid": %d, "parts": {"mask-service": {"restarting": true, "reason": "%s"}}}
        """
            .formatted(pid, reason));
  }
}
